package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.examples.quickstart.Errands.Errand;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.sweep.BackgroundPlan;
import dev.medialifecycle.upload.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One of the two processes: runs errands in transactions of the host, and the library's work beside them, until its input ends. */
public final class Node {
    private static final int WORKERS = 2;

    private final SharedHost host;

    Node(SharedHost host) {
        this.host = host;
    }

    public static void main(String[] args) throws Exception {
        try (SharedHost host = new SharedHost(args[0], Path.of(args[1]), args[2])) {
            host.media().startBackground(new BackgroundPlan(SharedHost.POLL, null, Duration.ofHours(1)));
            Node node = new Node(host);
            for (int i = 0; i < WORKERS; i++) {
                Thread worker = new Thread(node::runErrands, "host-" + i);
                worker.setDaemon(true);
                worker.start();
            }
            Files.createFile(Path.of(args[1], args[2] + ".ready"));
            // When the program that started this process dies, so does this one.
            while (System.in.read() >= 0) {}
        }
        System.exit(0);
    }

    private void runErrands() {
        try {
            while (true) {
                if (!runOne()) {
                    Thread.sleep(SharedHost.POLL.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything that an errand is, its being done included, is one transaction of the host's. */
    private boolean runOne() {
        try {
            return host.transactions().run(() -> {
                Optional<Errand> errand = host.errands().take();
                errand.ifPresent(this::run);
                return errand.isPresent();
            });
        } catch (ChangedMindException e) {
            host.transactions().run(() -> {
                host.errands().done(e.number);
                return true;
            });
            return true;
        } catch (RuntimeException e) {
            System.out.println("an errand failed and will be tried again: " + e);
            return false;
        }
    }

    private void run(Errand errand) {
        switch (errand.kind()) {
            case KEEP -> {}
            case RELEASE, CHANGE_OF_MIND, RELEASE_ONE_OF_TWO -> release(errand);
            case UPLOAD -> upload(errand.number());
            case FAILING_JOB -> fail(errand);
        }
        host.errands().done(errand.number());
    }

    private void release(Errand errand) {
        host.errands().hide(errand.assetId(), 1);
        host.media().release(errand.assetId());
        if (errand.kind() == Errands.Kind.CHANGE_OF_MIND) {
            throw new ChangedMindException(errand.number());
        }
    }

    /** A picture with its row; its bytes follow from the number. */
    Errand upload(int number) {
        try (Clip bytes = new Clip(number)) {
            var asset = host.media().upload(Upload.of(SharedHost.OWNER, SharedHost.PICTURE, bytes));
            host.errands().show(asset.id(), 1, number);
            return new Errand(number, Errands.Kind.UPLOAD, asset.id().value());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void fail(Errand errand) {
        Job job = host.media().openJob(SharedHost.OWNER, SharedHost.VENDOR, Set.of(errand.assetId()));
        host.media().jobFailed(job.id(), "the vendor is out of paint");
        host.errands().hasJob(errand.number(), job.id().value());
    }

    /** What rolls the host's transaction back. */
    private static final class ChangedMindException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int number;

        ChangedMindException(int number) {
            super("the user changed her mind");
            this.number = number;
        }
    }
}

package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.examples.quickstart.Account.Kept;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.sweep.CyclePlan;
import dev.medialifecycle.sweep.SweepLimits;
import dev.medialifecycle.sweep.SweepMode;
import dev.medialifecycle.sweep.SweepScope;
import dev.medialifecycle.testkit.FakeReplicate;
import dev.medialifecycle.testkit.FakeWebhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What happens to the host: three orders, a vendor with its moods, a user who changes her mind, and time passing. */
final class Story {
    private static final Duration OLD_ENOUGH = Duration.ofHours(2);
    /** In minutes. */
    private static final int TWICE_A_LEASE = 10;

    private final Stage stage;
    private final Quickstart host;
    private final MediaLifecycle media;
    private final FakeReplicate vendor;
    private final Account account;
    private final Store store;

    private Story(Stage stage, Quickstart host) {
        this.stage = stage;
        this.host = host;
        this.media = host.media();
        this.vendor = stage.replicate();
        this.account = stage.account();
        this.store = new Store(stage.disk(), stage.gallery());
    }

    /** The exit code of the process: 0 if every promise was kept. */
    static int tell(Path folder) throws Exception {
        System.out.println("MediaLifecycle quickstart: everything it makes is under " + folder.toAbsolutePath());
        try (Stage stage = new Stage(folder);
                Quickstart host = new Quickstart(stage)) {
            stage.door().open(host.media());
            return new Story(stage, host).tell();
        }
    }

    private int tell() throws IOException {
        recover();
        account.chapter("Three photographs go in, and three paintings are ordered");
        JobId lake = host.generate(photo("lake.jpg", 1));
        JobId ridge = host.generate(photo("ridge.png", 2));
        JobId dawn = host.generate(photo("dawn.jpg", 3));
        account.promise(
                "the vendor could fetch every input by its signed URL",
                Kept.when(vendor.predictions().stream()
                        .allMatch(p -> p.inputs().stream().allMatch(i -> i.isFetched()))));

        List<URI> paintings = vendorSucceeds(lake);
        vendorGivesUp(ridge, dawn);
        List<String> saved = annSaves(lake, paintings);
        annChangesHerMind(saved);
        BlobLocation legacy = somethingWasThereBefore();
        timePasses();
        return account(legacy);
    }

    /** What a killed run left behind is finished first; all of it is in the database. */
    private void recover() {
        if (media.runDue(1_000).total() > 0) {
            account.chapter("(an earlier run was interrupted; what it left undone was done first)");
        }
    }

    private Path photo(String name, int seed) throws IOException {
        Path photo = stage.photos().resolve(name);
        if (!Files.exists(photo)) {
            Path taken = name.endsWith(".png")
                    ? Photos.png(stage.photos(), "taking-" + name, seed)
                    : Photos.jpeg(stage.photos(), "taking-" + name, seed);
            Files.move(taken, photo);
        }
        return photo;
    }

    private List<URI> vendorSucceeds(JobId id) throws IOException {
        account.chapter("The vendor paints, and tells of it twice and out of order");
        String prediction = predictionOf(id);
        URI first = vendor.serve("first.jpg", Files.readAllBytes(photo("painted-1.jpg", 4)), "image/jpeg");
        URI second = vendor.serve("second.png", Files.readAllBytes(photo("painted-2.png", 5)), "image/png");
        URI third = vendor.serve("third.jpg", Files.readAllBytes(photo("painted-3.jpg", 6)), "image/jpeg");
        vendor.send(vendor.message(prediction));
        FakeWebhook late = vendor.process(prediction);
        FakeWebhook done = vendor.succeed(prediction, first, second, third);
        int answered = vendor.send(done).status();
        vendor.send(done);
        vendor.send(late);
        account.promise("the webhook was answered 200", Kept.when(answered == 200));
        account.promise(
                "a forged webhook is answered 401",
                Kept.when(vendor.sendForged(done).status() == 401));

        media.runDue(1_000);
        Job job = job(id);
        account.promise(
                "three outputs are kept once each, and the late news changed nothing",
                Kept.when(job.status() == JobStatus.SUCCEEDED
                        && job.outputs().stream().allMatch(output -> output.asset() != null)
                        && account.count(MediaEvent.OutputKept.class) == 3));
        account.promise("the input is gone with its job", inputIsGone(job));
        return List.of(first, second, third);
    }

    private void vendorGivesUp(JobId failing, JobId canceled) {
        account.chapter("The second order fails, and the third is canceled");
        vendor.send(vendor.fail(predictionOf(failing), "CUDA out of memory"));
        vendor.send(vendor.become(predictionOf(canceled), "canceled"));
        media.runDue(1_000);
        account.promise("both jobs ended, once each", Kept.when(account.count(MediaEvent.JobFailed.class) >= 2));
        account.promise(
                "their inputs are gone as well",
                Kept.when(inputIsGone(job(failing)) == Kept.YES && inputIsGone(job(canceled)) == Kept.YES));
    }

    private List<String> annSaves(JobId job, List<URI> paintings) {
        account.chapter("Ann saves all three paintings; the vendor's own copies expire");
        List<String> saved = List.of(host.save(job, 0), host.save(job, 1), host.save(job, 2));
        paintings.forEach(vendor::expire);
        account.promise("what Ann saved is ours, byte for byte", store.galleryIsWhole());
        return saved;
    }

    private void annChangesHerMind(List<String> saved) {
        account.chapter("Ann deletes the first, but her transaction fails; then she replaces the second by the third");
        try {
            host.delete(saved.get(0), () -> {
                throw new IllegalStateException("the host's own bug");
            });
        } catch (IllegalStateException e) {
            Account.say("rolled back   " + e.getMessage());
        }
        media.runDue(1_000);
        account.promise("a rolled-back delete deletes nothing", store.galleryIsWhole());

        host.replace(saved.get(1), saved.get(2));
        media.runDue(1_000);
        account.promise("what the record still names in another spelling stays", store.galleryIsWhole());
    }

    private BlobLocation somethingWasThereBefore() throws IOException {
        account.chapter("Somebody left two files in the bucket: one that nobody knows, one that the gallery shows");
        store.plant("lost/nobody-knows-this.png", photo("painted-2.png", 5));
        BlobLocation legacy = store.plant("legacy/from-before.jpg", photo("painted-1.jpg", 4));
        String url = stage.disk().publicUrl(legacy).toString();
        stage.transactions().run(() -> stage.gallery().insert(url, store.sha256(legacy)));
        return legacy;
    }

    private void timePasses() {
        account.chapter("Three days later: the sweep looks, then acts");
        stage.clock().skip(Duration.ofDays(3));
        media.runDue(10_000);
        media.sweep(cycle(SweepMode.DRY_RUN));
        media.sweep(cycle(SweepMode.EXECUTE));

        account.chapter("Eight days later: quarantine is over");
        stage.clock().skip(Duration.ofDays(8));
        // What an earlier process had begun when it was killed is taken up again when its lease has passed.
        for (int minute = 0; minute < TWICE_A_LEASE; minute++) {
            media.runDue(10_000);
            stage.clock().skip(Duration.ofMinutes(1));
        }
    }

    private static CyclePlan cycle(SweepMode mode) {
        return new CyclePlan(
                mode,
                List.of(
                        SweepScope.bucket("disk", "media", OLD_ENOUGH),
                        SweepScope.bucket("disk", "inputs", OLD_ENOUGH)),
                new SweepLimits(1_000, 1),
                Duration.ofHours(1),
                null);
    }

    private int account(BlobLocation legacy) {
        account.chapter("What is left");
        for (StoredBlob blob : store.all()) {
            account.fate(Store.name(blob.location()), "kept: the gallery shows it");
        }
        account.promise("every file in the gallery is there, byte for byte", store.galleryIsWhole());
        account.promise("the file from before was kept, because the gallery shows it", Kept.when(store.has(legacy)));
        account.promise("no file is left that nobody refers to", store.holdsNoOrphan());
        account.promise("nothing was given up", Kept.when(media.givenUp(10).isEmpty()));
        return account.close();
    }

    private Kept inputIsGone(Job job) {
        return Kept.when(job.inputs().stream()
                .flatMap(input -> media.asset(input).stream())
                .map(Asset::location)
                .noneMatch(store::has));
    }

    private Job job(JobId id) {
        return media.job(id).orElseThrow();
    }

    private String predictionOf(JobId id) {
        return java.util.Objects.requireNonNull(job(id).vendorJobId()).id();
    }
}

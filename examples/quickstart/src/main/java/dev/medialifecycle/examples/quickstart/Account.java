package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.listener.MediaEvent.AssetDeleted;
import dev.medialifecycle.listener.MediaEvent.AssetQuarantined;
import dev.medialifecycle.listener.MediaEvent.JobFailed;
import dev.medialifecycle.listener.MediaEvent.JobSucceeded;
import dev.medialifecycle.listener.MediaEvent.OutputKept;
import dev.medialifecycle.listener.MediaEvent.SweepCompleted;
import dev.medialifecycle.listener.MediaEvent.UploadAccepted;
import dev.medialifecycle.sweep.SweepVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens, tells what matters as it happens, and keeps book of promises and of every file. */
final class Account implements LifecycleListener {
    private final Map<String, String> fates = new ConcurrentHashMap<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final List<MediaEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(MediaEvent event) {
        events.add(event);
        line(event).ifPresent(Account::say);
        if (event instanceof AssetDeleted gone) {
            fates.put(name(gone.asset()), "deleted: " + why(gone.asset()));
        }
    }

    private static Optional<String> line(MediaEvent event) {
        if (event instanceof UploadAccepted accepted) {
            Asset asset = accepted.asset();
            return Optional.of("came in       " + name(asset) + ", "
                    + asset.content().size() / 1024 + " KB, " + asset.content().type());
        } else if (event instanceof OutputKept kept) {
            return Optional.of("kept          " + name(kept.asset()) + ", "
                    + kept.asset().content().size() / 1024 + " KB");
        } else if (event instanceof AssetQuarantined quarantined) {
            return Optional.of("out of use    " + name(quarantined.asset()) + " (" + why(quarantined.asset()) + ")");
        } else if (event instanceof AssetDeleted gone) {
            return Optional.of("deleted       " + name(gone.asset()));
        } else if (event instanceof MediaEvent.LeaveVetoed veto) {
            return Optional.of(
                    "stays         " + veto.asset().toString().substring(0, 8) + "…: " + veto.by() + " refers to it");
        } else if (event instanceof JobSucceeded ended) {
            return Optional.of("job done      " + ended.job().vendorJobId());
        } else if (event instanceof JobFailed ended) {
            return Optional.of("job ended     " + ended.job().vendorJobId() + ": "
                    + ended.job().failure());
        } else if (event instanceof MediaEvent.DeliveryHandled delivery) {
            return Optional.of("webhook       " + delivery.outcome()
                    + (delivery.reason() == null ? "" : ": " + delivery.reason()));
        } else if (event instanceof SweepCompleted sweep) {
            return Optional.of("swept         " + sweep.plan().scope() + ": "
                    + sweep.plan().examined() + " files, "
                    + sweep.plan().count(SweepVerdict.ORPHAN) + " orphans, "
                    + sweep.plan().count(SweepVerdict.REFERENCED) + " referenced without a row"
                    + (sweep.executed() ? "" : " (looked only)"));
        }
        return Optional.empty();
    }

    private static String why(Asset asset) {
        if (asset.cause() == null) {
            return "in use";
        }
        return switch (asset.cause()) {
            case RELEASED -> "released by the host";
            case JOBS_ENDED -> "its job has ended";
            case AGED -> "nobody saved it";
            case ORPHANED -> "nobody knew it";
            case NEVER_CONFIRMED -> "its upload never committed";
            case ORIGINAL_LEFT -> "its original left";
        };
    }

    private static String name(Asset asset) {
        return Store.name(asset.location());
    }

    static void say(String text) {
        System.out.println("    " + text);
    }

    void chapter(String title) {
        System.out.println();
        System.out.println(title);
    }

    /** A promise, kept or not; the story goes on either way and fails at its end. */
    void promise(String promise, Kept kept) {
        boolean isKept = kept == Kept.YES;
        System.out.println((isKept ? "  [kept]   " : "  [BROKEN] ") + promise);
        if (!isKept) {
            broken.add(promise);
        }
    }

    /** Whether a promise was kept. */
    enum Kept {
        YES,
        NO;

        static Kept when(boolean condition) {
            return condition ? YES : NO;
        }
    }

    long count(Class<? extends MediaEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    void fate(String file, String fate) {
        fates.put(file, fate);
    }

    /** Every file that this run saw, and what became of it. */
    int close() {
        System.out.println();
        System.out.println("The account");
        List<String> files = new ArrayList<>(fates.keySet());
        files.sort(null);
        files.forEach(file -> System.out.printf("    %-44s %s%n", file, fates.get(file)));
        System.out.println();
        System.out.println(
                broken.isEmpty()
                        ? "Every promise was kept: no live file lost, no orphan left."
                        : "BROKEN PROMISES: " + broken);
        return broken.isEmpty() ? 0 : 1;
    }
}

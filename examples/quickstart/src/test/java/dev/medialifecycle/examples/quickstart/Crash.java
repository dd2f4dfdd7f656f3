package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.sweep.BackgroundPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A process that releases pictures and then ends in one of several ways. Arguments: URL, folder, end, asset ids. */
final class Crash {
    static final int HALTED = 137;

    /** How it ends. */
    enum End {
        HALT_BEFORE_COMMIT,
        HALT_AFTER_ROLLBACK,
        HALT_AFTER_COMMIT,
        CLOSE
    }

    private Crash() {}

    public static void main(String[] args) {
        End end = End.valueOf(args[2]);
        List<AssetId> pictures = Arrays.stream(args).skip(3).map(AssetId::of).toList();
        SharedHost host = new SharedHost(args[0], Path.of(args[1]), "crash");
        try {
            host.transactions().run(() -> release(host, pictures, end));
        } catch (IllegalStateException e) {
            halt();
        }
        host.media().startBackground(BackgroundPlan.effectsOnly());
        System.out.println("closing");
        host.close();
        boolean hasOurThreads = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("media-"));
        System.out.println(hasOurThreads ? "threads are left" : "no thread is left");
    }

    private static boolean release(SharedHost host, List<AssetId> pictures, End end) {
        if (end == End.HALT_AFTER_COMMIT) {
            // The first thing after the commit, before whatever the library wants to do then.
            host.transactions().afterCommit(Crash::halt);
        }
        for (AssetId picture : pictures) {
            host.errands().hide(picture, 1);
            host.media().release(picture);
        }
        if (end == End.HALT_BEFORE_COMMIT) {
            halt();
        } else if (end == End.HALT_AFTER_ROLLBACK) {
            throw new IllegalStateException("the host changed its mind");
        }
        return true;
    }

    private static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }
}

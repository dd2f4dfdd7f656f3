package dev.medialifecycle.architecture.broken.release;

/** Makes a thread that nobody asked for, on purpose. */
final class OwnThread {
    Thread thread() {
        return new Thread(() -> {});
    }
}

package dev.medialifecycle.architecture.broken.asset;

/** Used from above, and using what is above it. */
public final class Below {
    Class<?> above() throws ClassNotFoundException {
        return dev.medialifecycle.architecture.broken.blob.Above.class;
    }
}

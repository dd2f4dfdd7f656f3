package dev.medialifecycle.blob;

/**
 * Opens providers of one type from settings, so that a module on the class path becomes selectable by name alone. Found by
 * {@link java.util.ServiceLoader}; it needs a public constructor without parameters and does nothing before {@link #open}.
 */
public interface StorageProviderFactory {
    /** The type as it stands in configuration, such as {@code s3}; lower case. */
    String type();

    /**
     * Opens a provider of this name; asks settings for all that it understands, so that {@link StorageProviders} can refuse the
     * others. {@code ML-CFG-…} says which setting is missing or wrong, and never what a secret was.
     */
    StorageProvider open(String name, StorageSettings settings);
}

package dev.medialifecycle.local;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviderFactory;
import dev.medialifecycle.blob.StorageSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** Type {@code local}: settings {@code folder}, {@code buckets}, and for URLs {@code base-url} and {@code signing-secret}. */
public final class LocalStorageFactory implements StorageProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public LocalStorageFactory() {}

    @Override
    public String type() {
        return "local";
    }

    @Override
    public StorageProvider open(String name, StorageSettings settings) {
        LocalStorageBuilder builder = LocalStorage.at(name, folder(settings));
        Set<String> buckets = settings.names("buckets");
        buckets.forEach(builder::bucket);
        settings.url("base-url").ifPresent(builder::publicBaseUrl);
        settings.optionalSecret("signing-secret", "MEDIALIFECYCLE_SIGNING_SECRET")
                .ifPresent(secret -> builder.signingSecret(secret.getBytes(StandardCharsets.UTF_8)));
        return builder.open();
    }

    private static Path folder(StorageSettings settings) {
        try {
            return Path.of(settings.required("folder"));
        } catch (InvalidPathException e) {
            throw settings.invalid("folder", "is no path");
        }
    }
}

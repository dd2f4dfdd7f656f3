package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviderFactory;
import dev.medialifecycle.blob.StorageSettings;
import dev.medialifecycle.error.MediaLifecycleException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Type {@code imagekit}: settings {@code private-key} (or {@code IMAGEKIT_PRIVATE_KEY}), {@code url-endpoints} and
 * {@code buckets} must be there; the page on storage in ImageKit lists the others.
 */
public final class ImageKitStorageFactory implements StorageProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public ImageKitStorageFactory() {}

    @Override
    public String type() {
        return "imagekit";
    }

    @Override
    public StorageProvider open(String name, StorageSettings settings) {
        settings.required("url-endpoints");
        List<URI> endpoints = urls(settings, "url-endpoints");
        ImageKitStorageBuilder builder = ImageKitStorage.at(name, endpoints.get(0));
        endpoints.subList(1, endpoints.size()).forEach(builder::alsoAt);
        urls(settings, "external-endpoints").forEach(builder::externalAt);
        Set<String> buckets = settings.names("buckets");
        buckets.forEach(builder::bucket);
        builder.privateKey(settings.secret("private-key", "IMAGEKIT_PRIVATE_KEY"))
                .requestsAMinute(settings.count("requests-a-minute", builder.requestsAMinute))
                .writesAMinute(settings.count("writes-a-minute", builder.writesAMinute))
                .longestWait(settings.time("longest-wait", Duration.ofSeconds(15)))
                .timeouts(
                        settings.time("connect-timeout", Duration.ofSeconds(10)),
                        settings.time("timeout", Duration.ofSeconds(30)),
                        settings.time("upload-timeout", Duration.ofMinutes(5)))
                .cacheLife(settings.time("cache-life", builder.cacheLife))
                .indexLag(settings.time("index-lag", builder.indexLag))
                .service(
                        settings.url("api-url").orElse(builder.apiBase),
                        settings.url("upload-url").orElse(builder.uploadBase));
        if (settings.flag("purge-caches", false)) {
            builder.purgeCaches();
        }
        if (settings.flag("private-files", false)) {
            builder.privateFiles();
        }
        return builder.open();
    }

    private static List<URI> urls(StorageSettings settings, String setting) {
        List<URI> urls = new ArrayList<>();
        for (String url : settings.names(setting)) {
            try {
                urls.add(URI.create(UrlEndpoint.of(url, false).toString()));
            } catch (MediaLifecycleException | IllegalArgumentException e) {
                throw settings.invalid(setting, "holds what is no absolute http or https URL without query");
            }
        }
        return urls;
    }
}

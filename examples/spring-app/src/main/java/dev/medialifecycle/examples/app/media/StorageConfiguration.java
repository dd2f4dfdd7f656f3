package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StorageProviders;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the bytes lie, as {@code app.storage} says. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    /** On the disk of this machine; this host serves them itself. */
    @Bean
    @ConditionalOnProperty(name = "app.storage", havingValue = "local", matchIfMissing = true)
    LocalStorage localStorage(HostProperties host, Clock clock) {
        return LocalStorage.at("disk", host.data().resolve("files"))
                .bucket(Buckets.INPUTS)
                .bucket(Buckets.MEDIA)
                .publicBaseUrl(host.publicBaseUrl().resolve("/files"))
                .signingSecret(host.signingSecret().getBytes(StandardCharsets.UTF_8))
                .clock(clock)
                .open();
    }

    @Bean
    @ConditionalOnProperty(name = "app.storage", havingValue = "memory")
    MemoryStorage memoryStorage(Clock clock) {
        return new MemoryStorage("memory", Set.of(Buckets.INPUTS, Buckets.MEDIA), clock);
    }

    /** Whatever else a module on the class path brings, such as {@code s3}: this host has no line of code for any of them. */
    @Bean
    @ConditionalOnExpression("!{'local', 'memory'}.contains('${app.storage:local}')")
    StorageProvider remoteStorage(HostProperties host) {
        return StorageProviders.open(host.storage(), host.storage(), host.storageSettings());
    }
}

package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.memory.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the bytes lie, as {@code app.storage} says. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
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
}

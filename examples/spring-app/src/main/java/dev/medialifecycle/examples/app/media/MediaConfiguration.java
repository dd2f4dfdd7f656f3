package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.MediaLifecycleBuilder;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.retention.ReferenceSource;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.webhook.Vendor;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The facade, from the parts that the rest of this package makes. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MediaPolicies mediaPolicies(StorageProvider storage, UploadProperties properties) {
        return MediaPolicies.of(storage.name(), properties);
    }

    @Bean
    RetentionPolicy retention(RetentionProperties properties) {
        Retention outputs = Retention.unlessReferenced(properties.unsavedOutputs());
        return RetentionPolicy.keepForever()
                .with(AssetRole.INPUT, Retention.ephemeral())
                .with(AssetRole.OUTPUT, outputs.withQuarantine(properties.quarantine()))
                .with(AssetRole.ORPHAN, Retention.forever().withQuarantine(properties.quarantine()))
                .with(Roles.IMAGE, Retention.forever().withQuarantine(properties.quarantine()));
    }

    @Bean
    References references(List<ReferenceSource> sources, List<StoredUrls> urls) {
        return new References(sources, urls);
    }

    /** Every place of this host that can name a blob; one forgotten here is a file lost later. */
    record References(List<ReferenceSource> sources, List<StoredUrls> urls) {
        void addTo(MediaLifecycleBuilder builder) {
            sources.forEach(builder::references);
            urls.forEach(place -> builder.references(place.name(), place.values()));
        }
    }

    @Bean
    MediaLifecycle media(
            StorageProvider storage,
            JobRepository repository,
            MediaPolicies policies,
            Vendor vendor,
            VendorProperties vendorProperties,
            RetentionPolicy retention,
            References references,
            LifecycleListener listener,
            HostProperties host,
            BackgroundProperties background,
            Clock clock) {
        MediaLifecycleBuilder builder = MediaLifecycle.builder()
                .storage(storage)
                .repository(repository)
                .uploads(AssetRole.INPUT, policies.inputs())
                .uploads(Roles.IMAGE, policies.images())
                .uploads(AssetRole.OUTPUT, policies.outputs())
                .vendor(vendor)
                .retention(retention)
                .keepOutputs(vendorProperties.keepOutputs())
                .fetch(vendorProperties.allowLoopback() ? FetchPolicy.usual().allowingLoopback() : FetchPolicy.usual())
                .spool(host.data().resolve("spool"))
                .listener(listener)
                .lease(background.lease())
                .clock(clock);
        references.addTo(builder);
        return builder.build();
    }
}

package dev.medialifecycle.examples.app.records;

import dev.medialifecycle.examples.app.media.StoredUrls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every column of the records that names a blob. */
@Configuration(proxyBeanMethods = false)
class RecordReferences {
    @Bean
    StoredUrls patchImages(IllustratedTable table) {
        return new StoredUrls("patch.images", () -> table.imageUrls(Kind.PATCH));
    }

    @Bean
    StoredUrls patchSchemas(IllustratedTable table) {
        return new StoredUrls("patch.schema_image_url", () -> table.schemaImageUrls(Kind.PATCH));
    }

    @Bean
    StoredUrls moduleImages(IllustratedTable table) {
        return new StoredUrls("module.images", () -> table.imageUrls(Kind.MODULE));
    }

    @Bean
    StoredUrls moduleSchemas(IllustratedTable table) {
        return new StoredUrls("module.schema_image_url", () -> table.schemaImageUrls(Kind.MODULE));
    }

    @Bean
    StoredUrls videoReferences(VideoTable table) {
        return new StoredUrls("video.reference_image_url", table::urls);
    }
}

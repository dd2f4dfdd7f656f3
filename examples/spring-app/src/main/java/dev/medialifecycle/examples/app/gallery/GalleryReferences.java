package dev.medialifecycle.examples.app.gallery;

import dev.medialifecycle.repository.jdbc.JdbcReferences;
import dev.medialifecycle.retention.ReferenceSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What galleries need, by id or by URL: one question a batch and place, because this table is the one that grows. */
@Configuration(proxyBeanMethods = false)
class GalleryReferences {
    private static final String TABLE = "gallery_item";

    @Bean
    ReferenceSource galleryAssets(DataSource dataSource) {
        return JdbcReferences.on(dataSource).column(TABLE, "asset_id");
    }

    @Bean
    ReferenceSource galleryUrls(DataSource dataSource) {
        return JdbcReferences.on(dataSource).column(TABLE, "url");
    }

    @Bean
    ReferenceSource galleryMetadata(DataSource dataSource) {
        return JdbcReferences.on(dataSource).json(TABLE, "metadata", "asset_id");
    }
}

package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.examples.app.media.Roles;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.upload.Upload;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Work outlives the process that recorded it, and runs by itself on threads that say what they are. */
class RestartTest {
    private static final int FILES = 100;

    private final Path folder = TestHost.temporaryFolder();
    private final BlockingQueue<String> deletingThreads = new LinkedBlockingQueue<>();
    private final BlockingQueue<MediaEvent> sweeps = new LinkedBlockingQueue<>();
    private final Queue<MediaEvent> deletions = new ConcurrentLinkedQueue<>();

    @Test
    void does_after_a_restart_what_was_recorded_before() throws Exception {
        List<Asset> assets = new ArrayList<>();
        try (ConfigurableApplicationContext host = start(Map.of("app.background.enabled", "false"))) {
            MediaLifecycle media = host.getBean(MediaLifecycle.class);
            for (int i = 0; i < FILES; i++) {
                assets.add(media.upload(Upload.of("alice", Roles.IMAGE, new ByteArrayInputStream(Pictures.png(2, 2)))));
            }
            host.getBean(TransactionTemplate.class)
                    .executeWithoutResult(status -> assets.forEach(asset -> media.release(asset.id())));
        }
        assertThat(deletions).isEmpty();
        try (ConfigurableApplicationContext host = start(Map.of(
                "app.background.every", "50ms", "app.sweep.interval", "50ms", "app.background.enabled", "true"))) {
            for (int i = 0; i < FILES; i++) {
                assertThat(deletingThreads.poll(60, TimeUnit.SECONDS)).startsWith("media-cleanup-");
            }
            assertThat(sweeps.poll(60, TimeUnit.SECONDS)).isNotNull();
            assertThat(sweeps.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("media-"));
        assertThat(deletions).hasSize(FILES);
    }

    private ConfigurableApplicationContext start(Map<String, String> more) {
        Map<String, Object> properties = new LinkedHashMap<>(TestHost.properties(folder));
        properties.put("app.vendor.webhook-secret", "whsec_" + "c2VjcmV0".repeat(4));
        properties.put("spring.datasource.url", "jdbc:h2:file:" + folder.toAbsolutePath() + "/db;WRITE_DELAY=0");
        properties.putAll(more);
        return new SpringApplicationBuilder(MediaApplication.class)
                .profiles("dev")
                .listeners((ApplicationListener<PayloadApplicationEvent<?>>) event -> heard(event.getPayload()))
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test-host", properties)))
                .run();
    }

    private void heard(Object payload) {
        if (payload instanceof MediaEvent.AssetDeleted deleted) {
            deletions.add(deleted);
            deletingThreads.add(Thread.currentThread().getName());
        } else if (payload instanceof MediaEvent.SweepCompleted sweep) {
            sweeps.add(sweep);
        }
    }
}

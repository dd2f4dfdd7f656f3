package dev.medialifecycle.examples.app;

import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.testkit.FakeFal;
import dev.medialifecycle.testkit.FakeReplicate;
import dev.medialifecycle.testkit.FakeVendor;
import dev.medialifecycle.testkit.FakeWaveSpeed;
import dev.medialifecycle.testkit.FaultyStorage;
import dev.medialifecycle.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.util.TestSocketUtils;

/**
 * The host of one test class: a free port, a folder and a database of its own, a fake vendor, a clock that only the test moves, and a
 * store and a repository that can fail. Nothing runs by itself.
 */
@TestConfiguration(proxyBeanMethods = false)
class TestHost {
    private static final String OF_THE_TEST = "Inlined Test Properties";

    static final String START = "2026-03-01T12:00:00Z";

    @Bean
    @Primary
    Clock testClock(ManualClock clock) {
        return clock;
    }

    @Bean
    @Primary
    FaultyStorage faultyStorage(LocalStorage disk) {
        return new FaultyStorage(disk);
    }

    @Bean
    @Primary
    FailingRepository failingRepository(@Qualifier("jobRepository") JobRepository repository) {
        return new FailingRepository(repository);
    }

    @Bean
    Told told() {
        return new Told();
    }

    /** Every event that the host was told, and by which thread. */
    static final class Told {
        private final List<MediaEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(MediaEvent event) {
            events.add(event);
        }

        <T extends MediaEvent> List<T> of(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).collect(Collectors.toList());
        }
    }

    /** Makes the host's surroundings before the host. */
    static final class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            ManualClock clock = ManualClock.at(START);
            FakeReplicate replicate = FakeReplicate.start(clock);
            Chosen chosen = chosen(context, replicate, clock);
            context.getBeanFactory().registerSingleton("manualClock", clock);
            context.getBeanFactory().registerSingleton("fakeReplicate", replicate);
            context.getBeanFactory().registerSingleton("chosenVendor", chosen);
            Map<String, Object> properties = new LinkedHashMap<>(properties(temporaryFolder()));
            properties.put("app.vendor.base-url", chosen.vendor().apiBase());
            properties.put("app.vendor.token", chosen.vendor().apiToken());
            properties.put("app.vendor.webhook-secret", chosen.secret());
            properties.put("app.vendor.model", "fal-ai/flux/dev");
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            MapPropertySource source = new MapPropertySource("test-host", properties);
            if (sources.contains(OF_THE_TEST)) {
                sources.addAfter(OF_THE_TEST, source);
            } else {
                sources.addFirst(source);
            }
        }
    }

    /** The fake of the vendor that the host's one property names, and its secret. */
    record Chosen(FakeVendor vendor, String secret) {}

    private static Chosen chosen(ConfigurableApplicationContext context, FakeReplicate replicate, ManualClock clock) {
        switch (context.getEnvironment().getProperty("app.vendor.name", "replicate")) {
            case "fal" -> {
                FakeFal fal = FakeFal.start(clock);
                context.getBeanFactory().registerSingleton("falKeys", fal.keys());
                return new Chosen(fal, "");
            }
            case "wavespeed" -> {
                FakeWaveSpeed waveSpeed = FakeWaveSpeed.start(clock);
                return new Chosen(waveSpeed, waveSpeed.secret());
            }
            default -> {
                return new Chosen(replicate, replicate.secret());
            }
        }
    }

    /** What a host needs that stands alone; a property of the test's own comes first. */
    static Map<String, Object> properties(Path folder) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", TestSocketUtils.findAvailableTcpPort());
        properties.put("app.data", folder.toString());
        properties.put("app.signing-secret", "a-signing-secret-of-tests");
        properties.put("app.vendor.output-hosts", "localhost");
        properties.put("app.vendor.allow-loopback", "true");
        properties.put("app.background.enabled", "false");
        properties.put("app.retention.quarantine", "0s");
        properties.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        List.of("alice", "bob", "admin")
                .forEach(user -> properties.put("app.security.users." + user + ".password", user + "-secret"));
        properties.put("app.security.users.admin.admin", "true");
        return properties;
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "hosts")), "host");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

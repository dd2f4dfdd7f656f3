package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.diagnosis.Diagnosis;
import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.testkit.FakePrediction;
import dev.medialifecycle.testkit.FakeReplicate;
import dev.medialifecycle.testkit.FetchedInput;
import dev.medialifecycle.testkit.imagekit.FakeImageKit;
import dev.medialifecycle.testkit.imagekit.ImageKitOperation;
import dev.medialifecycle.testkit.imagekit.ImageKitRequest;
import dev.medialifecycle.testkit.imagekit.MediaFile;
import dev.medialifecycle.testkit.supabase.FakeSupabase;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The same host over storage services, chosen by nothing but properties. */
class RemoteStorageTest {
    private static final byte[] OUTPUT = Pictures.jpeg(64, 48);

    private final Map<String, Object> properties = new LinkedHashMap<>(TestHost.properties(TestHost.temporaryFolder()));
    private final FakeReplicate replicate = FakeReplicate.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        replicate.close();
    }

    @Test
    void a_job_is_finished_on_supabase_by_the_service_key_alone() {
        try (FakeSupabase supabase = FakeSupabase.hosted(Clock.systemUTC())) {
            supabase.bucket("inputs").publicBucket("media");
            supabase(supabase, supabase.serviceKey());
            try (ConfigurableApplicationContext host = start()) {
                Answer shown = generated(host);

                String url = shown.json().path("outputs").path(0).path("url").asString();
                assertThat(url).startsWith(supabase.url().toString());
                assertThat(Http.nobody(URI.create(url)).get(url).bytes()).isEqualTo(OUTPUT);
                assertThat(supabase.keys("inputs")).isEmpty();
                assertThat(supabase.keys("media")).hasSize(1);
                assertThat(diagnosed(host)).isTrue();
                assertThat(supabase.keys("media")).hasSize(1);
            }
        }
    }

    @Test
    void a_public_key_of_supabase_is_recognised_before_the_host_starts() {
        try (FakeSupabase supabase = FakeSupabase.hosted(Clock.systemUTC())) {
            supabase.bucket("inputs").publicBucket("media");
            supabase(supabase, supabase.anonKey());

            assertThatThrownBy(this::start).hasStackTraceContaining("ML-CFG-002");
        }
    }

    @Test
    void a_job_is_finished_on_imagekit_whose_ids_are_kept() {
        try (FakeImageKit imagekit = FakeImageKit.start()) {
            imagekit.createFolder("/inputs");
            imagekit.createFolder("/media");
            properties.put("app.storage", "imagekit");
            properties.put(
                    "app.storage-settings.url-endpoints", imagekit.urlEndpoint().toString());
            properties.put("app.storage-settings.api-url", imagekit.apiBase().toString());
            properties.put(
                    "app.storage-settings.upload-url", imagekit.uploadBase().toString());
            properties.put("app.storage-settings.private-key", imagekit.privateKey());
            properties.put("app.storage-settings.buckets", "inputs,media");
            try (ConfigurableApplicationContext host = start()) {
                Answer shown = generated(host);

                assertThat(imagekit.files())
                        .extracting(MediaFile::path)
                        .hasSize(1)
                        .allMatch(path -> path.startsWith("/media/"));
                assertThat(shown.json().path("outputs").path(0).path("url").asString())
                        .startsWith(imagekit.urlEndpoint().toString());
                assertThat(imagekit.received(ImageKitOperation.SEARCH))
                        .as("a deletion by id needs no search for the file")
                        .extracting(ImageKitRequest::target)
                        .noneMatch(target -> target.contains("%22file%22"));
            }
        }
    }

    @Test
    void a_service_whose_module_is_missing_is_named_before_the_host_starts() {
        properties.put("app.vendor.webhook-secret", replicate.secret());
        properties.put("app.storage", "floppy");

        assertThatThrownBy(this::start).hasStackTraceContaining("ML-CFG-001").hasStackTraceContaining("floppy");
    }

    private void supabase(FakeSupabase supabase, String key) {
        properties.put("app.storage", "supabase");
        properties.put("app.storage-settings.url", supabase.url().toString());
        properties.put("app.storage-settings.service-role-key", key);
        properties.put("app.storage-settings.buckets", "inputs");
        properties.put("app.storage-settings.public-buckets", "media");
    }

    /** A generation of alice's from her picture, as it is shown when all that is due was done. */
    private Answer generated(ConfigurableApplicationContext host) {
        MediaLifecycle media = host.getBean(MediaLifecycle.class);
        URI base = URI.create(host.getEnvironment().getRequiredProperty("app.public-base-url"));
        Http alice = Http.nobody(base).as("alice");
        Answer begun = alice.form(
                "/api/v1/generations", Part.field("prompt", "a cat"), Part.png("input1", Pictures.png(5, 5)));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        FakePrediction prediction = replicate.predictions().get(0);
        assertThat(prediction.inputs()).hasSize(1).allMatch(FetchedInput::isFetched);

        URI output = replicate.serve("output.jpg", OUTPUT, "image/jpeg");
        replicate.send(replicate.succeed(prediction.id(), output));
        media.runDue(1_000);
        Answer shown = alice.get("/api/v1/generations/" + begun.field("id"));
        assertThat(shown.field("status")).isEqualTo("SUCCEEDED");
        return shown;
    }

    private static boolean diagnosed(ConfigurableApplicationContext host) {
        Diagnosis diagnosis = host.getBean(MediaLifecycle.class).diagnose();
        assertThat(diagnosis.isHealthy()).as("%s", diagnosis).isTrue();
        return diagnosis.isHealthy();
    }

    private ConfigurableApplicationContext start() {
        properties.put("app.vendor.base-url", replicate.apiBase());
        properties.put("app.vendor.token", replicate.apiToken());
        properties.put("app.vendor.webhook-secret", replicate.secret());
        return new SpringApplicationBuilder(MediaApplication.class)
                .profiles("dev")
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test-host", properties)))
                .run();
    }
}

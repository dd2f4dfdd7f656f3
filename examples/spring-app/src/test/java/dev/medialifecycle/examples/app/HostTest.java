package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.examples.app.Http.Part;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.sweep.PassReport;
import dev.medialifecycle.testkit.FakeReplicate;
import dev.medialifecycle.testkit.FaultyStorage;
import dev.medialifecycle.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** A running host, driven over HTTP. */
@SpringBootTest(
        classes = {MediaApplication.class, TestHost.class},
        webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestHost.Surroundings.class)
@ActiveProfiles("dev")
@DirtiesContext
abstract class HostTest {
    @Autowired
    MediaLifecycle media;

    @Autowired
    ManualClock clock;

    @Autowired
    LocalStorage disk;

    @Autowired
    FaultyStorage storage;

    @Autowired
    FailingRepository repository;

    @Autowired
    FakeReplicate replicate;

    @Autowired
    TestHost.Told told;

    @Autowired
    JdbcClient jdbc;

    @Value("${app.public-base-url}")
    URI base;

    Http nobody;
    Http alice;
    Http bob;
    Http admin;

    @BeforeEach
    void meetUsers() {
        nobody = Http.nobody(base);
        alice = nobody.as("alice");
        bob = nobody.as("bob");
        admin = nobody.as("admin");
    }

    @AfterEach
    void mendEverything() {
        storage.heal();
        repository.comeBack();
        runDue();
    }

    PassReport runDue() {
        return media.runDue(100_000);
    }

    /** Lets time pass, and does what became due. */
    void later(Duration time) {
        clock.advance(time);
        runDue();
    }

    /** A picture of the user's that stays; its URL. */
    String image(Http user) {
        Answer answer = user.form("/api/v1/uploads?role=image", Part.png("file", Pictures.png(4, 3)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.field("url");
    }

    List<String> images(Http user, int count) {
        return Stream.generate(() -> image(user)).limit(count).toList();
    }

    boolean isServed(String url) {
        return nobody.get(url).status() == 200;
    }

    AssetState state(String assetId) {
        return media.asset(AssetId.of(assetId)).orElseThrow().state();
    }

    /** Everything that lies in both buckets. */
    List<String> listing() {
        List<String> keys = new ArrayList<>();
        for (String bucket : List.of("inputs", "media")) {
            String token = null;
            do {
                var page = disk.list(bucket, "", token);
                page.blobs().stream().map(StoredBlob::location).forEach(at -> keys.add(at.toString()));
                token = page.nextToken();
            } while (token != null);
        }
        return keys;
    }
}

package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.testkit.Fault;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fire and forget, and what happens when the store does not play along. */
class CleanUpTest extends HostTest {
    @Test
    void hides_a_broken_store_from_users_and_catches_up() {
        String url = image(alice);
        String record = patch(url);
        storage.onEveryCall(Operation.DELETE, new Fault.Before(ErrorKind.UNAVAILABLE));
        assertThat(alice.delete(record).status()).isEqualTo(204);
        assertThat(alice.get(record).status()).isEqualTo(404);
        runDue();
        assertThat(isServed(url)).isTrue();
        assertThat(media.givenUp(10)).isEmpty();
        storage.heal();
        later(Duration.ofHours(2));
        assertThat(isServed(url)).isFalse();
    }

    @Test
    void tries_again_until_the_store_answers() {
        String url = image(alice);
        for (int nth = 1; nth <= 4; nth++) {
            storage.onCall(nth, Operation.DELETE, new Fault.Verdict(Deletion.Verdict.FAILED));
        }
        int before = storage.calls(Operation.DELETE);
        alice.delete(patch(url));
        runDue();
        for (int pass = 0; pass < 20 && isServed(url); pass++) {
            later(Duration.ofMinutes(30));
        }
        assertThat(isServed(url)).isFalse();
        assertThat(storage.calls(Operation.DELETE) - before).isEqualTo(5);
    }

    @Test
    void shows_a_person_what_the_store_refuses() {
        String url = image(alice);
        storage.onEveryCall(Operation.DELETE, new Fault.Verdict(Deletion.Verdict.DENIED));
        alice.delete(patch(url));
        runDue();
        Answer given = admin.get("/admin/given-up");
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.json().size()).isEqualTo(1);
        assertThat(given.text()).contains("delete-blob", "ML-DEL-003");
        assertThat(alice.get("/admin/given-up").status()).isEqualTo(403);
        assertThat(isServed(url)).isTrue();
        storage.heal();
        String id = given.json().path(0).path("id").asString();
        assertThat(admin.post("/admin/given-up/" + id + "/retry", Map.of()).status())
                .isEqualTo(204);
        runDue();
        assertThat(isServed(url)).isFalse();
        assertThat(admin.get("/admin/given-up").json().size()).isZero();
        assertThat(admin.post("/admin/given-up/" + UUID.randomUUID() + "/retry", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void stops_every_deletion_until_a_person_resumes_it() {
        String url = image(alice);
        assertThat(admin.post("/admin/pause", Map.of("reason", "looking into something"))
                        .status())
                .isEqualTo(204);
        alice.delete(patch(url));
        later(Duration.ofMinutes(5));
        assertThat(isServed(url)).isTrue();
        assertThat(admin.post("/admin/resume", Map.of()).status()).isEqualTo(204);
        later(Duration.ofMinutes(5));
        assertThat(isServed(url)).isFalse();
    }

    @Test
    void keeps_everything_while_a_reference_source_cannot_answer() {
        String url = image(alice);
        String record = patch(url);
        jdbc.sql("ALTER TABLE module RENAME TO module_away").update();
        try {
            alice.delete(record);
            runDue();
            assertThat(isServed(url)).isTrue();
        } finally {
            jdbc.sql("ALTER TABLE module_away RENAME TO module").update();
        }
        later(Duration.ofHours(1));
        assertThat(isServed(url)).isFalse();
    }

    private String patch(String url) {
        Answer answer = alice.post("/api/v1/patches", Map.of("name", "n" + UUID.randomUUID(), "images", List.of(url)));
        assertThat(answer.status()).isEqualTo(201);
        return "/api/v1/patches/" + answer.field("id");
    }
}

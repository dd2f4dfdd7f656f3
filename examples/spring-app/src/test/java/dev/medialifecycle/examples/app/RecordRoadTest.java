package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.asset.LeaveCause;
import dev.medialifecycle.examples.app.media.Roles;
import dev.medialifecycle.listener.MediaEvent;
import dev.medialifecycle.release.Release;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import dev.medialifecycle.upload.Upload;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

class RecordRoadTest extends HostTest {
    private static final String PATCHES = "/api/v1/patches";

    @Autowired
    TransactionTemplate transactions;

    @ParameterizedTest
    @CsvSource({"patches, 0", "patches, 1", "patches, 3", "patches, 25", "modules, 3"})
    void lets_every_image_of_a_deleted_record_go(String kind, int count) {
        List<String> urls = images(alice, count);
        String record = create(alice, "/api/v1/" + kind, body(urls, null));
        assertThat(alice.delete(record).status()).isEqualTo(204);
        assertThat(urls).allMatch(this::isServed);
        runDue();
        assertThat(urls).noneMatch(this::isServed);
    }

    @Test
    void lets_the_nested_image_go_too() {
        String nested = image(alice);
        String record = create(alice, PATCHES, body(List.of(), nested));
        assertThat(alice.get(record).json().path("schema").path("imageUrl").asString())
                .isEqualTo(nested);
        alice.delete(record);
        runDue();
        assertThat(isServed(nested)).isFalse();
    }

    @Test
    void deletes_a_record_without_images_without_asking_the_store() {
        Map<String, Object> emptySchema = new HashMap<>(Map.of("name", name()));
        emptySchema.put("schema", new HashMap<>());
        int deletes = storage.calls(Operation.DELETE);
        assertThat(alice.delete(create(alice, PATCHES, emptySchema)).status()).isEqualTo(204);
        assertThat(alice.delete(create(alice, PATCHES, body(List.of(), null))).status())
                .isEqualTo(204);
        runDue();
        assertThat(storage.calls(Operation.DELETE)).isEqualTo(deletes);
    }

    @Test
    void lets_go_of_what_the_database_deletes_along() {
        String own = image(alice);
        String ofVideo = image(alice);
        String module = create(alice, "/api/v1/modules", body(List.of(own), null));
        String video = create(
                alice,
                "/api/v1/videos",
                Map.of(
                        "title",
                        name(),
                        "referenceImageUrl",
                        ofVideo,
                        "moduleId",
                        module.substring(module.lastIndexOf('/') + 1)));
        assertThat(alice.delete(module).status()).isEqualTo(204);
        assertThat(alice.get(video).status()).isEqualTo(404);
        runDue();
        assertThat(List.of(own, ofVideo)).noneMatch(this::isServed);
    }

    @Test
    void lets_the_picture_of_a_video_go_when_it_is_replaced_or_deleted() {
        String first = image(alice);
        String second = image(alice);
        String video = create(alice, "/api/v1/videos", Map.of("title", "v", "referenceImageUrl", first));
        assertThat(alice.put(video, Map.of("title", "v", "referenceImageUrl", second))
                        .status())
                .isEqualTo(200);
        runDue();
        assertThat(isServed(first)).isFalse();
        assertThat(isServed(second)).isTrue();
        alice.delete(video);
        runDue();
        assertThat(isServed(second)).isFalse();
    }

    @Test
    void leaves_another_users_record_and_its_files_alone() {
        String url = image(alice);
        String record = create(alice, PATCHES, body(List.of(url), null));
        for (Answer answer : List.of(
                bob.get(record), bob.delete(record), bob.put(record, body(List.of(), null)), admin.delete(record))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(nobody.delete(record).status()).isEqualTo(401);
        runDue();
        assertThat(isServed(url)).isTrue();
        assertThat(alice.get(record).status()).isEqualTo(200);
    }

    @Test
    void protects_another_users_file_that_a_record_names() {
        String bobs = image(bob);
        String record = create(alice, PATCHES, body(List.of(bobs), null));
        assertThat(alice.delete(record).status()).isEqualTo(204);
        runDue();
        assertThat(isServed(bobs)).isTrue();
        assertThat(media.releaseUrls("alice", List.of(bobs))).singleElement().isInstanceOf(Release.Protected.class);
    }

    @Test
    void answers_before_anything_is_deleted() {
        List<String> urls = images(alice, 25);
        String record = create(alice, PATCHES, body(urls, null));
        int calls = storage.journal().size();
        assertThat(alice.delete(record).status()).isEqualTo(204);
        assertThat(storage.journal()).hasSize(calls);
    }

    @Test
    void says_of_a_second_delete_that_nothing_is_there() {
        String url = image(alice);
        String record = create(alice, PATCHES, body(List.of(url), null));
        alice.delete(record);
        runDue();
        assertThat(alice.delete(record).status()).isEqualTo(404);
        assertThat(media.releaseUrls("alice", List.of(url))).singleElement().isInstanceOf(Release.AlreadyGone.class);
        assertThat(runDue().failed()).isZero();
        assertThat(media.givenUp(10)).isEmpty();
    }

    @Test
    void lets_only_what_was_removed_go_on_update() {
        List<String> all = images(alice, 4);
        String a = all.get(0);
        String b = all.get(1);
        String c = all.get(2);
        String d = all.get(3);
        String record = create(alice, PATCHES, body(List.of(a, b, c), null));
        assertThat(alice.put(record, body(List.of(b, d), null)).status()).isEqualTo(200);
        runDue();
        assertThat(List.of(a, c)).noneMatch(this::isServed);
        assertThat(List.of(b, d)).allMatch(this::isServed);
    }

    @Test
    void lets_only_the_old_nested_image_go() {
        String old = image(alice);
        String next = image(alice);
        String kept = image(alice);
        String record = create(alice, PATCHES, body(List.of(kept), old));
        alice.put(record, body(List.of(kept), next));
        runDue();
        assertThat(isServed(old)).isFalse();
        assertThat(List.of(next, kept)).allMatch(this::isServed);
    }

    @Test
    void keeps_everything_when_an_update_is_refused() {
        String old = image(alice);
        String taken = name();
        create(alice, PATCHES, Map.of("name", taken));
        String record = create(alice, PATCHES, body(List.of(old), null));
        Answer conflict = alice.put(record, Map.of("name", taken, "images", List.of()));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.field("code")).isEqualTo("APP-409");
        assertThat(alice.put(record, Map.of("name", "", "images", List.of())).status())
                .isEqualTo(400);
        Answer unreadable = alice.put(record, body(List.of(base + "/files/media/../secret"), null));
        assertThat(unreadable.status()).isEqualTo(422);
        runDue();
        assertThat(isServed(old)).isTrue();
        assertThat(alice.get(record).text()).contains(old);
    }

    @Test
    void deletes_nothing_when_the_hosts_transaction_rolls_back() {
        String url = image(alice);
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    assertThat(media.releaseUrls("alice", List.of(url)))
                            .singleElement()
                            .isInstanceOf(Release.Recorded.class);
                    throw new IllegalStateException("the host changed its mind");
                }))
                .hasMessage("the host changed its mind");
        runDue();
        assertThat(isServed(url)).isTrue();
        transactions.executeWithoutResult(status -> media.releaseUrls("alice", List.of(url)));
        runDue();
        assertThat(isServed(url)).isFalse();
    }

    @Test
    void removes_an_upload_whose_record_was_never_committed() {
        int files = listing().size();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    media.upload(Upload.of("alice", Roles.IMAGE, new ByteArrayInputStream(Pictures.png(4, 3))));
                    jdbc.sql("INSERT INTO patch (id) VALUES (NULL)").update();
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(listing()).hasSize(files + 1);
        later(Duration.ofMinutes(61));
        assertThat(listing()).hasSize(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?tr=w-100", "#top"})
    void sees_one_file_behind_two_spellings(String suffix) {
        String url = image(alice);
        String record = create(alice, PATCHES, body(List.of(url), null));
        assertThat(alice.put(record, body(List.of(url + suffix), null)).status())
                .isEqualTo(200);
        runDue();
        assertThat(isServed(url)).isTrue();
        alice.delete(record);
        runDue();
        assertThat(isServed(url)).isFalse();
    }

    @Test
    void keeps_a_file_as_long_as_any_record_needs_it() {
        String shared = image(alice);
        String patch = create(alice, PATCHES, body(List.of(shared), null));
        String module = create(alice, "/api/v1/modules", body(List.of(), shared));
        alice.delete(patch);
        runDue();
        assertThat(isServed(shared)).isTrue();
        alice.delete(module);
        runDue();
        assertThat(isServed(shared)).isFalse();
    }

    @Test
    void leaves_foreign_urls_to_their_sites() {
        String record = create(alice, PATCHES, body(List.of("https://example.com/cat.png"), null));
        assertThat(alice.delete(record).status()).isEqualTo(204);
        assertThat(runDue().failed()).isZero();
    }

    @Test
    void is_told_what_went_and_why() {
        String url = image(alice);
        alice.delete(create(alice, PATCHES, body(List.of(url), null)));
        runDue();
        assertThat(told.of(MediaEvent.AssetDeleted.class))
                .filteredOn(event -> url.endsWith(event.asset().location().key()))
                .singleElement()
                .matches(event -> event.asset().cause() == LeaveCause.RELEASED);
    }

    private String create(Http user, String path, Map<String, ?> body) {
        Answer answer = user.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return path + "/" + answer.field("id");
    }

    private static Map<String, Object> body(List<String> images, String schemaImage) {
        Map<String, Object> body = new HashMap<>(Map.of("name", name(), "images", images));
        if (schemaImage != null) {
            body.put("schema", Map.of("imageUrl", schemaImage));
        }
        return body;
    }

    private static String name() {
        return "n" + UUID.randomUUID();
    }
}

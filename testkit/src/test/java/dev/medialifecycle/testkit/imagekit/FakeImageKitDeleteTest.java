package dev.medialifecycle.testkit.imagekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Deletes as ImageKit answers them, one by one and in bulk, and the keys that they need. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeImageKitDeleteTest {
    private static final String BULK = "/v1/files/batch/deleteByFileIds";
    private static final String NOBODY = "0123456789abcdef01234567";

    private final FakeImageKit imagekit = FakeImageKit.start();
    private final ImageKitClient client = new ImageKitClient(imagekit);
    private final String one = imagekit.add("/m/one.jpg", new byte[] {1}).id();
    private final String two = imagekit.add("/m/two.jpg", new byte[] {2}).id();

    @AfterEach
    void stop() {
        imagekit.close();
    }

    @Test
    void deletes_once_and_then_knows_no_such_file() throws Exception {
        assertThat(client.delete(one).statusCode()).isEqualTo(204);
        assertThat(client.delete(one).statusCode()).isEqualTo(404);
        assertThat(client.delete("no-id").statusCode()).isEqualTo(400);
        assertThat(imagekit.files()).extracting(MediaFile::id).containsExactly(two);
    }

    @Test
    void deletes_in_bulk() throws Exception {
        HttpResponse<String> answer = client.post(BULK, ids(one, two));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("successfullyDeletedFileIds", one, two);
        assertThat(imagekit.files()).isEmpty();
    }

    @Test
    void deletes_nothing_in_bulk_if_one_id_is_unknown() throws Exception {
        HttpResponse<String> answer = client.post(BULK, ids(one, NOBODY));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"missingFileIds\":[\"" + NOBODY + "\"]");
        assertThat(imagekit.files()).hasSize(2);
    }

    @Test
    void says_207_when_one_of_a_bulk_fails() throws Exception {
        imagekit.refuseBulkDelete(two, "in use");

        HttpResponse<String> answer = client.post(BULK, ids(one, two));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).contains("\"successfullyDeletedFileIds\":[\"" + one + "\"]");
        assertThat(answer.body()).contains("\"errors\":[{\"fileId\":\"" + two + "\",\"error\":\"in use\"}]");
    }

    @Test
    void refuses_no_ids_and_more_than_a_hundred() throws Exception {
        String many = ids(Collections.nCopies(101, one).toArray(String[]::new));

        assertThat(client.post(BULK, "{\"fileIds\":[]}").statusCode()).isEqualTo(400);
        assertThat(client.post(BULK, "{}").statusCode()).isEqualTo(400);
        assertThat(client.post(BULK, "{\"fileIds\":{}}").statusCode()).isEqualTo(400);
        assertThat(client.post(BULK, many).statusCode()).isEqualTo(400);
    }

    @Test
    void has_deleted_when_the_answer_is_lost() {
        imagekit.trouble(ImageKitOperation.DELETE, 1, new ImageKitTrouble.LostAnswer());

        assertThatThrownBy(() -> client.delete(one)).isInstanceOf(IOException.class);
        assertThat(imagekit.files()).extracting(MediaFile::id).containsExactly(two);
    }

    @Test
    void deletes_all_versions_with_the_file_and_one_alone() throws Exception {
        imagekit.add("/m/one.jpg", new byte[] {3});
        String old = ImageKitClient.field(client.get("/v1/files/" + one + "/versions"), "id");
        HttpRequest.Builder request = client.api("/v1/files/" + one + "/versions/" + old);

        assertThat(client.send(request.DELETE()).statusCode()).isEqualTo(204);
        assertThat(imagekit.fileAt("/m/one.jpg").map(MediaFile::versions)).contains(1);
        assertThat(client.delete(one).statusCode()).isEqualTo(204);
        assertThat(imagekit.fileAt("/m/one.jpg")).isEmpty();
    }

    @Test
    void tells_a_missing_key_from_a_wrong_one_and_a_disabled_account() throws Exception {
        URI files = imagekit.apiBase().resolve("/v1/files");
        HttpRequest.Builder wrong = HttpRequest.newBuilder(files).header("Authorization", "Basic b3RoZXI6");

        assertThat(client.send(HttpRequest.newBuilder(files)).statusCode()).isEqualTo(401);
        assertThat(client.send(wrong).statusCode()).isEqualTo(403);
        imagekit.disableAccount();
        assertThat(client.get("/v1/files").body()).contains("disabled");
    }

    @Test
    void answers_as_scripted_and_does_nothing() throws Exception {
        imagekit.trouble(
                ImageKitOperation.DELETE, 2, new ImageKitTrouble.Answer(503, "busy", Map.of("Retry-After", "7")));

        assertThat(client.delete(NOBODY).statusCode()).isEqualTo(404);
        HttpResponse<String> answer = client.delete(one);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(imagekit.files()).hasSize(2);
    }

    @Test
    void breaks_down_and_recovers() throws Exception {
        imagekit.refuseBulkDelete(two, "in use");
        imagekit.breakDown(new ImageKitTrouble.Answer(503, ""));
        assertThat(client.delete(one).statusCode()).isEqualTo(503);
        assertThat(client.get("/v1/files").statusCode()).isEqualTo(503);

        imagekit.recover();

        assertThat(client.post(BULK, ids(one, two)).statusCode()).isEqualTo(200);
    }

    @Test
    void keeps_a_journal() throws Exception {
        client.delete(one);
        client.search("name = \"x\"");

        assertThat(imagekit.received())
                .extracting(ImageKitRequest::operation)
                .containsExactly(ImageKitOperation.DELETE, ImageKitOperation.SEARCH);
        assertThat(imagekit.received(ImageKitOperation.DELETE))
                .extracting(ImageKitRequest::target)
                .containsExactly("/v1/files/" + one);
    }

    private static String ids(String... ids) {
        return "{\"fileIds\":[\"" + String.join("\",\"", ids) + "\"]}";
    }
}

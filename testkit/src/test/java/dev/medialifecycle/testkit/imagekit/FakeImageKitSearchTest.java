package dev.medialifecycle.testkit.imagekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.testkit.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches as ImageKit answers them: its query language, its paging without total or cursor, and an index that lags. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FakeImageKitSearchTest {
    private static final Pattern PATHS = Pattern.compile("\"(?:filePath|folderPath)\":\"([^\"]*)\"");

    private final ManualClock clock = ManualClock.at("2026-11-01T12:00:00Z");
    private final FakeImageKit imagekit = FakeImageKit.start(clock);
    private final ImageKitClient client = new ImageKitClient(imagekit);

    @BeforeEach
    void fill() {
        for (String path : List.of("/x/a.jpg", "/x/ab.jpg", "/x/y/a.jpg", "/z/a.jpg")) {
            clock.advance(Duration.ofSeconds(10));
            imagekit.add(path, new byte[] {1});
        }
    }

    @AfterEach
    void stop() {
        imagekit.close();
    }

    @Test
    void finds_by_exact_name_and_by_its_beginning() throws Exception {
        assertThat(found("type = \"file\" AND name = \"a.jpg\"")).containsExactly("/x/a.jpg", "/x/y/a.jpg", "/z/a.jpg");
        assertThat(found("name : \"ab\"")).containsExactly("/x/ab.jpg");
        assertThat(found("name = \"A.jpg\"")).isEmpty();
    }

    @Test
    void finds_in_a_folder_and_below_it() throws Exception {
        assertThat(found("type = \"file\" AND path = \"/x/\"")).containsExactly("/x/a.jpg", "/x/ab.jpg");
        assertThat(found("type = \"file\" AND path : \"/x/\"")).containsExactly("/x/a.jpg", "/x/ab.jpg", "/x/y/a.jpg");
    }

    @Test
    void finds_by_ids_and_by_date() throws Exception {
        List<MediaFile> files = imagekit.files();

        assertThat(found("id IN [\"" + files.get(0).id() + "\", \""
                        + files.get(3).id() + "\"]"))
                .containsExactly("/x/a.jpg", "/z/a.jpg");
        assertThat(found("type = \"file\" AND createdAt < \"2026-11-01T12:00:20\""))
                .containsExactly("/x/a.jpg");
        assertThat(
                        found(
                                "type = \"file\" AND createdAt >= \"2026-11-01T12:00:20\" AND createdAt < \"2026-11-01T12:00:40\""))
                .containsExactly("/x/ab.jpg", "/x/y/a.jpg");
        assertThat(found("type = \"file\" AND createdAt < \"7d\"")).isEmpty();
    }

    @Test
    void understands_or_not_and_parentheses() throws Exception {
        assertThat(found("type = \"file\" AND (path = \"/z/\" OR name = \"ab.jpg\")"))
                .containsExactly("/x/ab.jpg", "/z/a.jpg");
        assertThat(found("type NOT = \"folder\" AND name NOT IN [\"a.jpg\"]")).containsExactly("/x/ab.jpg");
    }

    @Test
    void shows_folders_too_if_the_query_does_not_say_files_whatever_the_type_parameter_says() throws Exception {
        HttpResponse<String> answer = client.get("/v1/files?type=file&searchQuery=path%20%3D%20%22%2Fx%2F%22");

        assertThat(paths(answer)).containsExactlyInAnyOrder("/x/a.jpg", "/x/ab.jpg", "/x/y");
        assertThat(paths(client.get("/v1/files?type=folder"))).containsExactly("/x", "/x/y", "/z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "name = a.jpg",
                "name = \"a",
                "name = \"a\\\"b\"",
                "colour = \"red\"",
                "(name = \"a\"",
                "name = \"a\" name = \"b\"",
                "createdAt < \"2026-11-01T12:00:20.123Z\"",
                "createdAt < \"yesterday\"",
                "id IN [\"a\""
            })
    void refuses_a_query_that_it_does_not_understand(String query) throws Exception {
        assertThat(client.search(query).statusCode()).isEqualTo(400);
    }

    @Test
    void pages_by_skip_and_limit_over_what_is_there_at_the_moment() throws Exception {
        assertThat(paths(client.get("/v1/files?limit=2"))).containsExactly("/x/a.jpg", "/x/ab.jpg");
        imagekit.delete(imagekit.files().get(0).id());
        assertThat(paths(client.get("/v1/files?limit=2&skip=2"))).containsExactly("/z/a.jpg");
        assertThat(paths(client.get("/v1/files?sort=DESC_CREATED&limit=1"))).containsExactly("/z/a.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "skip=-1", "sort=ASC_COLOUR", "fileType=red"})
    void refuses_parameters_out_of_range(String parameter) throws Exception {
        assertThat(client.get("/v1/files?" + parameter).statusCode()).isEqualTo(400);
    }

    @Test
    void sees_uploads_moves_and_deletes_only_after_the_lag() throws Exception {
        imagekit.indexLag(Duration.ofMinutes(1));
        MediaFile young = imagekit.add("/n/new.jpg", new byte[] {1});
        MediaFile first = imagekit.files().get(0);
        imagekit.delete(first.id());

        assertThat(found("name = \"new.jpg\"")).isEmpty();
        assertThat(found("path = \"/x/\" AND name = \"a.jpg\"")).containsExactly("/x/a.jpg");
        assertThat(client.get("/v1/files/" + young.id() + "/details").statusCode())
                .isEqualTo(200);
        assertThat(client.get("/v1/files/" + first.id() + "/details").statusCode())
                .isEqualTo(404);

        clock.advance(Duration.ofMinutes(1));
        imagekit.move(young.id(), "/n/newer.jpg");
        assertThat(found("name = \"new.jpg\"")).containsExactly("/n/new.jpg");
        assertThat(found("path = \"/x/\" AND name = \"a.jpg\"")).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(found("path = \"/n/\"")).containsExactly("/n/newer.jpg");
    }

    private List<String> found(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.search(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return paths(answer);
    }

    private static List<String> paths(HttpResponse<String> answer) {
        Matcher paths = PATHS.matcher(answer.body());
        return paths.results().map(path -> path.group(1)).toList();
    }
}

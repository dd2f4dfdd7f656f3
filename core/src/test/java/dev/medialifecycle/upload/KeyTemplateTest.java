package dev.medialifecycle.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobLocation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:31:00Z");
    private static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b");
    private static final KeyTemplate INPUTS = KeyTemplate.of("{owner}/inputs/{uuid}.{ext}");

    @Test
    void fills_in_every_placeholder() {
        String all = "x/{owner}/{date}/{timestamp}-{uuid}-{random}.{ext}";

        assertThat(KeyTemplate.of(all).key("u42", ID, NOW, MediaType.JPEG))
                .matches("x/u42/2026-11-20/1795141860000-0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b-[0-9a-z]{25}[.]jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{owner}", "{user_id}", "{userId}"})
    void owner_goes_by_three_spellings(String spelling) {
        KeyTemplate template = KeyTemplate.of(spelling + "/reference-images/{timestamp}-{random}.{ext}");

        assertThat(template.key("u42", ID, NOW, MediaType.PNG))
                .matches("u42/reference-images/1795141860000-[0-9a-z]{25}[.]png");
        assertThat(template.ownerFolder("u42")).contains("u42/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{owner}/{timestamp}.{ext}",
                "{owner}/{uuid}",
                "{owner}/{uuid}.jpg",
                "/{owner}/{uuid}.{ext}",
                "{owner}//{uuid}.{ext}",
                "../{uuid}.{ext}",
                "{owner}/./{uuid}.{ext}",
                "{owner}/{filename}-{uuid}.{ext}",
                "{owner}/a b{uuid}.{ext}",
                "{owner}/{{uuid}}.{ext}",
                "{owner}/ä/{uuid}.{ext}",
                ""
            })
    void refuses_a_template_that_names_blobs_alike_or_badly(String template) {
        assertThatThrownBy(() -> KeyTemplate.of(template)).hasMessageStartingWith("ML-CFG-004 Key template");
    }

    @Test
    void refuses_a_template_whose_keys_could_grow_too_long() {
        assertThatThrownBy(() -> KeyTemplate.of("{owner}/" + "x".repeat(900) + "/{uuid}.{ext}"))
                .hasMessageStartingWith("ML-CFG-004");
    }

    @Test
    void a_blob_needs_an_owner() {
        assertThatThrownBy(() -> INPUTS.key(" ", ID, NOW, MediaType.PNG)).hasMessageStartingWith("ML-UP-020");
    }

    @Test
    void an_ordinary_owner_keeps_his_name() {
        for (String owner :
                List.of("u42", "Alice", "a.b-c_d", "0190a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b", "x".repeat(100))) {
            assertThat(INPUTS.ownerFolder(owner)).contains(owner + "/");
        }
    }

    @Test
    void no_owner_leaves_his_folder_or_enters_another_one() {
        List<String> owners = List.of(
                "a",
                "A",
                "a/b",
                "a_2fb",
                "_a_2fb",
                "a_",
                "_",
                "__",
                ".",
                "..",
                "...",
                "a.",
                "_a_2e",
                "../a",
                "..%2fa",
                "a\\b",
                "a\0b",
                "ä",
                "a\u0308",
                "_u00e4",
                "?",
                "\ud800",
                "\udc00",
                "\ud83d\ude00",
                "\0e4",
                "a b",
                "a@b.com",
                "_sha256.x",
                "x".repeat(101),
                "x".repeat(102),
                "ä".repeat(5_000),
                "CON",
                "-",
                "-a");
        Set<String> folders = new HashSet<>();

        for (String owner : owners) {
            String key = INPUTS.key(owner, ID, NOW, MediaType.PNG);
            String folder = INPUTS.ownerFolder(owner).orElseThrow();

            assertThat(key)
                    .matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}/inputs/" + ID + "[.]png")
                    .startsWith(folder);
            assertThat(BlobLocation.isValidKey(key)).isTrue();
            assertThat(folders.add(folder)).as(owner).isTrue();
        }
    }

    @Test
    void no_two_random_owners_share_a_folder() {
        long seed = 20261120;
        RandomGenerator random = new java.util.Random(seed);
        String alphabet = "ab_.-/2f\u00e4\ud800";
        Set<String> owners = new HashSet<>();
        Set<String> folders = new HashSet<>();

        for (int round = 0; round < 20_000; round++) {
            String owner = random.ints(1 + random.nextInt(5), 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .collect(Collectors.joining());
            owners.add(owner);
            folders.add(INPUTS.ownerFolder(owner).orElseThrow());
        }

        assertThat(folders).as("seed %d", seed).hasSameSizeAs(owners);
    }

    @Test
    void an_owner_has_a_folder_only_where_the_template_gives_each_his_own() {
        assertThat(KeyTemplate.of("media/{owner}/{uuid}.{ext}").ownerFolder("u42"))
                .contains("media/u42/");
        assertThat(KeyTemplate.of("{owner}-{uuid}.{ext}").ownerFolder("u42")).isEmpty();
        assertThat(KeyTemplate.of("x{owner}/{uuid}.{ext}").ownerFolder("u42")).isEmpty();
        assertThat(KeyTemplate.of("{date}/{owner}/{uuid}.{ext}").ownerFolder("u42"))
                .isEmpty();
        assertThat(KeyTemplate.of("{uuid}.{ext}").ownerFolder("u42")).isEmpty();
    }

    @Test
    void a_thousand_keys_made_at_once_are_distinct_and_match_the_template() {
        KeyTemplate template = KeyTemplate.of("{user_id}/reference-images/{timestamp}-{random}.{ext}");

        Set<String> keys = IntStream.range(0, 1_000)
                .parallel()
                .mapToObj(upload -> template.key("u42", UUID.randomUUID(), NOW, MediaType.PNG))
                .collect(Collectors.toSet());

        assertThat(keys)
                .hasSize(1_000)
                .allMatch(key -> key.matches("u42/reference-images/1795141860000-[0-9a-z]{25}[.]png"));
    }

    @Test
    void random_keeps_every_bit_of_the_id() {
        KeyTemplate template = KeyTemplate.of("{random}.{ext}");
        Set<String> keys = new HashSet<>();

        for (int bit = 0; bit < 64; bit++) {
            keys.add(template.key("u42", new UUID(1L << bit, 0), NOW, MediaType.PNG));
            keys.add(template.key("u42", new UUID(0, 1L << bit), NOW, MediaType.PNG));
        }

        assertThat(keys).hasSize(128).allMatch(key -> key.length() == 25 + 4);
    }
}

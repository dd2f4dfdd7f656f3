package dev.medialifecycle.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JsonTest {
    @Test
    void reads_each_shape_as_what_it_is() {
        Json json = read(
                "{\"text\":\"a\\u00e9\",\"number\":12,\"part\":1.5,\"flag\":true,\"none\":null,\"list\":[1,\"b\"]}");

        assertThat(json.at("text").text()).contains("aé");
        assertThat(json.at("number").wholeNumber()).contains(12L);
        assertThat(json.at("part").number()).contains(new BigDecimal("1.5"));
        assertThat(json.at("flag").flag()).contains(true);
        assertThat(json.at("none").isPresent()).isFalse();
        assertThat(json.at("list").isList()).isTrue();
        assertThat(json.at("list").items()).hasSize(2);
        assertThat(json.members()).containsKeys("text", "none");
    }

    @Test
    void answers_nothing_to_whoever_asks_for_another_shape() {
        for (String text : List.of("{}", "[]", "\"a\"", "1.5", "null", "false", "1e400", "{\"a\":[]}")) {
            Json json = read(text);

            assertThat(json.at("a").at("b").text()).isEmpty();
            assertThat(json.at("a").items()).isEmpty();
            assertThat(json.wholeNumber()).isEmpty();
        }
        assertThat(Json.nothing().at("a").members()).isEmpty();
        assertThat(read("\"12\"").wholeNumber()).isEmpty();
        assertThat(read("{}").isList()).isFalse();
    }

    @Test
    void takes_nothing_for_json_that_is_not_json_to_its_last_byte() {
        for (String text : List.of(
                "",
                " ",
                "<html>",
                "{",
                "[1",
                "{\"a\":}",
                "[1] [2]",
                "{} x",
                "nul",
                "\"\u0001\"",
                "{'a':1}",
                "NaN",
                "[1,]")) {
            assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isEmpty();
        }
        assertThat(Json.read(new byte[] {'"', (byte) 0xC3, '"'})).isEmpty();
    }

    @Test
    void takes_nothing_for_json_that_says_two_things_at_once() {
        assertThat(Json.read("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void survives_what_is_too_deep_or_too_much() {
        assertThat(Json.read("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Json.read(("[".repeat(1_000) + "]".repeat(1_000)).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Json.read(("[" + "1,".repeat(2_000_000) + "1]").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(Json.read(("1" + "0".repeat(100_000)).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        for (String number :
                List.of("1e999999999", "1e-999999999", "1e99999999999", "-1e2147483648", "9223372036854775808")) {
            assertThat(Json.read(number.getBytes(StandardCharsets.UTF_8)).flatMap(Json::wholeNumber))
                    .isEmpty();
        }
        assertThat(read("9223372036854775807").wholeNumber()).contains(Long.MAX_VALUE);
    }

    @Test
    void never_throws_whatever_the_bytes() {
        byte[] seed =
                "{\"a\":[1,2.5e3,\"b\\u00e9\\n\",null,true,{\"c\":{}}],\"d\":-0}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int run = 0; run < 50_000; run++) {
            byte[] bytes = Arrays.copyOf(seed, 1 + random.nextInt(seed.length));
            for (int times = random.nextInt(4); times > 0; times--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Json.read(bytes).ifPresent(json -> assertThat(json.at("a").items()).isNotNull());
        }
    }

    @Test
    void writes_what_it_reads() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("text", "a\"\\\n\u2028é\uD83D\uDE00");
        members.put("number", 60);
        members.put("list", List.of(1.5, true, Map.of("a", List.of())));
        members.put("none", null);
        Json json = Json.of(members);

        Json again = read(json.write());

        assertThat(again.write()).isEqualTo(json.write());
        assertThat(again.at("text").text()).contains("a\"\\\n\u2028é\uD83D\uDE00");
        assertThat(json.write())
                .startsWith("{\"text\":")
                .contains("\"number\":60,\"list\":[1.5,true,{\"a\":[]}],\"none\":null");
        assertThatThrownBy(() -> Json.of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keeps_to_itself_what_it_holds() {
        assertThat(read("{\"token\":\"s3cret\"}").toString()).isEqualTo("JSON object with [token]");
        assertThat(read("[\"s3cret\"]").toString()).isEqualTo("JSON list of 1");
        assertThat(read("\"s3cret\"").toString()).isEqualTo("JSON value");
    }

    @Test
    void cannot_be_changed() {
        assertThatThrownBy(() -> read("[1]").items().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read("{\"a\":1}").members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Json read(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}

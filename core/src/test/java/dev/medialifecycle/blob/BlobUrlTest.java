package dev.medialifecycle.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.blob.BlobUrl.Fault;
import dev.medialifecycle.blob.BlobUrl.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobUrlTest {
    @Test
    void takes_a_url_apart_and_repairs_nothing() {
        assertThat(BlobUrl.split("HTTPS://Media.Example.COM:8443/A/%2e%2e//b?c=%zz#d?e"))
                .isEqualTo(new Parts("https", "media.example.com", 8443, "/A/%2e%2e//b", "c=%zz"));
    }

    @Test
    void fills_in_the_default_port() {
        assertThat(BlobUrl.split("https://a")).isEqualTo(new Parts("https", "a", 443, "", null));
        assertThat(BlobUrl.split("http://a:/?")).isEqualTo(new Parts("http", "a", 80, "/", ""));
        assertThat(BlobUrl.split("s3://bucket/key")).isEqualTo(new Parts("s3", "bucket", -1, "/key", null));
    }

    @Test
    void reads_addresses_and_hosts_with_a_dot_at_their_end() {
        assertThat(BlobUrl.split("http://[::1]:9000/x")).isEqualTo(new Parts("http", "[::1]", 9000, "/x", null));
        assertThat(BlobUrl.split("http://a.example./x")).isEqualTo(new Parts("http", "a.example", 80, "/x", null));
    }

    @Test
    void ends_the_host_where_a_browser_would() {
        assertThat(BlobUrl.split("https://evil.example?@good.example/x"))
                .isEqualTo(new Parts("https", "evil.example", 443, "", "@good.example/x"));
        assertThat(BlobUrl.split("https://evil.example#@good.example/x"))
                .isEqualTo(new Parts("https", "evil.example", 443, "", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "//a/b",
                "/a",
                "http:",
                "http:/a",
                "http//a",
                "://a",
                "1http://a",
                "ht tp://a",
                "http://",
                "http:///a",
                "http://?a",
                "http://#a",
                "http://:80/",
                "http://a:b/",
                "http://a:123456/",
                "http://a:-1/",
                "http://u@a/",
                "http://u:p@a/",
                "http://@a/",
                "http://a\\b/",
                "http://a/b\\c",
                "http://a/\n",
                "http://a/\0",
                "http://a b/",
                " http://a/",
                "http://a/ ",
                "http://[/",
                "http://[]/",
                "http://[::1/",
                "http://[x]/",
                "http://a..b/",
                "http://.a/",
                "http://\u00e4/",
                "http://a\u3002b/",
                "http://a%2eb/",
                "data:image/png;base64,AAAA",
                "mailto:a@b"
            })
    void finds_fault_with(String text) {
        assertThat(BlobUrl.split(text)).isInstanceOf(Fault.class);
    }

    @Test
    void looks_at_no_text_without_end() {
        assertThat(BlobUrl.split("https://a/" + "x".repeat(BlobUrl.MAX_LENGTH))).isInstanceOf(Fault.class);
    }
}

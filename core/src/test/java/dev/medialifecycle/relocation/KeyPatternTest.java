package dev.medialifecycle.relocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {
    @ParameterizedTest
    @CsvSource({
        "{user}/video-*,        {user}/saved/,        u1/video-7.mp4,      u1/saved/video-7.mp4",
        "{user}/video-*,        {user}/saved/clip-*,  u1/video-7.mp4,      u1/saved/clip-7.mp4",
        "{user}/video-*,        {user}/saved/,        u1/video-,           u1/saved/video-",
        "{user}/{kind}/*,       {kind}/{user}/*,      u1/saved/a.png,      saved/u1/a.png",
        "{user}/tmp-*/{name},   {user}/*/,            u1/tmp-3/a.png,      u1/3/a.png",
        "old/,                  new/,                 old/a/b/c.png,       new/a/b/c.png",
        "{user}/old/,           {user}/new/x/,        u1/old/a/b.png,      u1/new/x/a/b.png",
        "a.png,                 b/,                   a.png,               b/a.png",
        "a/b.png,               c/d.png,              a/b.png,             c/d.png",
    })
    void gives_a_key_to_what_is_meant(String from, String to, String key, String there) {
        assertThat(KeyRule.pattern(from, to).keyFor(key)).contains(there);
    }

    @ParameterizedTest
    @CsvSource({
        "{user}/video-*,       {user}/saved/, u1/image-7.png",
        "{user}/video-*,       {user}/saved/, u1/saved/video-7.mp4",
        "{user}/video-*,       {user}/saved/, video-7.mp4",
        "{user}/video-*,       {user}/saved/, u1/Video-7.mp4",
        "{a}/{a}/x,            {a}/y,         u1/u2/x",
        "old/,                 new/,          old",
        "old/,                 new/,          older/a.png",
        "{user}/old/,          {user}/new/,   u1/old",
    })
    void leaves_alone_what_is_not(String from, String to, String key) {
        assertThat(KeyRule.pattern(from, to).keyFor(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "{user}/video-*,   {user}/saved,        could get one key",
        "{user}/video-*,   saved/,              could get one key",
        "{user}/a*/{name}, {user}/b/,           could get one key",
        "{user}/a*/b*,     {user}/c/,           more than one *",
        "{user}/a,         {user}/{other},      has not",
        "{user}/a,         {user}/a*,           has not",
        "{user}//a,        {user}/b,            segment",
        "{user}/a*b,       {user}/b,            segment",
        "x{user}/a,        {user}/b,            segment",
        "{us er}/a,        {user}/b,            segment",
        "/a,               b,                   segment",
        "a/,               b,                   whole folder",
    })
    void refuses_what_could_lose_a_blob_or_mean_two_things(String from, String to, String why) {
        assertThatThrownBy(() -> KeyRule.pattern(from, to))
                .isInstanceOfSatisfying(
                        MediaLifecycleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_POLICY))
                .hasMessageContainingAll("ML-CFG-004", from, to, why, "Next: ");
    }

    @ParameterizedTest
    @CsvSource({
        "{user}/video-*, {user}/saved/, ''",
        "old/,           new/,          old/",
        "old/video-*,    new/*,         old/video-",
        "old/{user}/x,   new/{user},    old/",
        "a/b.png,        c.png,         a/b.png",
    })
    void narrows_what_is_looked_through(String from, String to, String prefix) {
        assertThat(Relocation.from("s", "b")
                        .to("s", "b")
                        .keys(from, to)
                        .source()
                        .prefix())
                .isEqualTo(prefix);
    }

    @Test
    void never_widens_what_is_looked_through() {
        Relocation relocation =
                Relocation.from("s", "b", "old/u1/").to("s", "b").keys("old/", "new/");

        assertThat(relocation.targetOf(at("old/u1/a.png"))).contains(at("new/u1/a.png"));
        assertThat(relocation.targetOf(at("old/u2/a.png"))).isEmpty();
    }

    @Test
    void what_is_where_it_belongs_is_not_meant() {
        assertThat(Relocation.from("s", "b").to("s", "b").targetOf(at("a"))).isEmpty();
        assertThat(Relocation.from("s", "b").to("t", "b").targetOf(at("a"))).contains(new BlobLocation("t", "b", "a"));
        assertThat(Relocation.from("s", "c").to("t", "b").targetOf(at("a"))).isEmpty();
    }

    @Test
    void a_rule_that_would_move_what_it_has_moved_is_refused() {
        Relocation relocation = Relocation.from("s", "b").to("s", "b").keys(key -> Optional.of("saved/" + key));

        assertThatThrownBy(() -> relocation.targetOf(at("a")))
                .hasMessageContainingAll("ML-CFG-004", "saved/a", "again");
    }

    @Test
    void a_key_that_no_provider_may_store_is_refused() {
        Relocation relocation = Relocation.from("s", "b").to("t", "b").keys(key -> Optional.of("../" + key));

        assertThatThrownBy(() -> relocation.targetOf(at("a"))).hasMessageContaining("ML-ST-002");
    }

    private static BlobLocation at(String key) {
        return new BlobLocation("s", "b", key);
    }
}

package dev.medialifecycle.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnotatedUrlsTest {
    static class Base {
        @ManagedMedia
        private final String cover = "https://cover";

        private final String unmarked = "https://unmarked";
    }

    static class Post extends Base {
        @ManagedMedia
        private final String[] gallery = {"https://g1", "https://g2"};

        @ManagedMedia
        private final Map<String, List<URI>> sizes = new LinkedHashMap<>();

        @ManagedMedia
        private final Set<Object> mixed = Set.of(new Attachment("https://attached"));

        @ManagedMedia
        @Nullable
        Post parent;

        private final List<Post> children = new ArrayList<>();

        @ManagedMedia
        List<Post> getChildren() {
            return children;
        }
    }

    record Attachment(@ManagedMedia String link) {}

    @Test
    void reads_fields_getters_arrays_maps_and_inherited_members_of_classes() {
        Post post = new Post();
        post.sizes.put("small", List.of(URI.create("https://s1")));
        post.sizes.put("large", List.of());

        assertThat(UrlCollector.annotated(Post.class).urls(post))
                .containsExactly("https://cover", "https://g1", "https://g2", "https://s1", "https://attached");
    }

    @Test
    void objects_that_hold_each_other_are_read_once() {
        Post parent = new Post();
        Post child = new Post();
        parent.children.add(child);
        child.parent = parent;
        child.sizes.put("small", List.of(URI.create("https://child")));

        assertThat(UrlCollector.annotated(Post.class).urls(parent)).contains("https://cover", "https://child");
    }

    @Test
    void reads_what_a_subclass_adds() {
        class Special extends Base {
            @ManagedMedia
            String extra() {
                return "https://extra";
            }
        }

        assertThat(UrlCollector.annotated(Base.class).urls(new Special()))
                .containsExactly("https://cover", "https://extra");
    }

    record Number(@ManagedMedia int count) {}

    record Moments(@ManagedMedia List<Instant> moments) {}

    record Hidden(@ManagedMedia Object anything) {}

    record Unmarked(String url) {}

    record HoldsUnmarked(@ManagedMedia Unmarked unmarked) {}

    record Command(@ManagedMedia String url) {
        @ManagedMedia
        void run() {}
    }

    static class Shared {
        @ManagedMedia
        static final String LOGO = "https://logo";
    }

    @Test
    void members_that_can_hold_no_url_are_refused_when_the_collector_is_made() {
        assertRefused(Number.class, "Number.count is marked @ManagedMedia, but int holds no URLs");
        assertRefused(Moments.class, "Moments.moments is marked @ManagedMedia, but Instant holds no URLs");
        assertRefused(
                HoldsUnmarked.class, "HoldsUnmarked.unmarked is marked @ManagedMedia, but Unmarked holds no URLs");
        assertRefused(Unmarked.class, "Unmarked has no member marked @ManagedMedia");
        assertRefused(Command.class, "Command.run is marked @ManagedMedia but is no getter");
        assertRefused(Shared.class, "Shared.LOGO is static");
    }

    @Test
    void a_value_that_holds_no_url_is_refused_when_it_shows() {
        UrlCollector<Hidden> collector = UrlCollector.annotated(Hidden.class);

        assertThat(collector.urls(new Hidden("https://a"))).containsExactly("https://a");
        assertThat(collector.urls(new Hidden(new Object[] {null, "https://a"}))).containsExactly("https://a");
        assertThatThrownBy(() -> collector.urls(new Hidden(42)))
                .hasMessageStartingWith(
                        "ML-CFG-004 Hidden.anything is marked @ManagedMedia, but Integer holds no URLs");
    }

    record Lazy(@ManagedMedia String url) {
        @Override
        public String url() {
            throw new IllegalStateException("session closed");
        }
    }

    @Test
    void a_getter_that_fails_is_not_taken_for_one_without_urls() {
        assertThatThrownBy(() -> UrlCollector.annotated(Lazy.class).urls(new Lazy("https://a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("session closed");
    }

    private static void assertRefused(Class<?> type, String text) {
        assertThatThrownBy(() -> UrlCollector.annotated(type)).hasMessageStartingWith("ML-CFG-004 " + text);
    }
}

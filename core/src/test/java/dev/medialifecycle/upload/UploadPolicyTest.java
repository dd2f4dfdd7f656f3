package dev.medialifecycle.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPolicyTest {
    private static final KeyTemplate KEYS = KeyTemplate.of("{owner}/{uuid}.{ext}");
    private static final UploadPolicy IMAGES = UploadPolicy.images("local", "private", KEYS);

    @Test
    void images_has_sane_limits_that_can_be_shown_before_an_upload() {
        assertThat(IMAGES.acceptedTypes()).containsExactly("image/jpeg", "image/png", "image/webp");
        assertThat(IMAGES.maxBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(IMAGES.maxPixels()).isEqualTo(40_000_000);
        assertThat(IMAGES.maxFrames()).isEqualTo(1);
    }

    @Test
    void accepted_types_are_spelled_as_registered_and_cannot_be_changed() {
        UploadPolicy policy = IMAGES.withAcceptedTypes(Set.of("IMAGE/jpg", "audio/x-wav", "image/jpeg"));

        assertThat(policy.acceptedTypes()).containsExactly("image/jpeg", "audio/wav");
        assertThat(policy.accepts(MediaType.WAV)).isTrue();
        assertThat(policy.accepts(MediaType.PNG)).isFalse();
        assertThatThrownBy(() -> policy.acceptedTypes().add("image/png"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/svg+xml",
                "text/html",
                "application/pdf",
                "application/xml",
                "image/x-unheard-of",
                "*/*",
                ""
            })
    void a_type_that_core_cannot_check_is_refused_by_name(String type) {
        assertThatThrownBy(() -> IMAGES.withAcceptedTypes(Set.of("image/png", type)))
                .hasMessageStartingWith("ML-CFG-004 Upload policy cannot accept " + type);
    }

    @Test
    void accepting_nothing_or_having_no_room_for_anything_is_refused() {
        assertThatThrownBy(() -> IMAGES.withAcceptedTypes(Set.of())).hasMessageContaining("ML-CFG-004");
        assertThatThrownBy(() -> IMAGES.withMaxBytes(0)).hasMessageContaining("ML-CFG-004");
        assertThatThrownBy(() -> IMAGES.withMaxPixels(-1)).hasMessageContaining("ML-CFG-004");
        assertThatThrownBy(() -> IMAGES.withMaxFrames(0)).hasMessageContaining("ML-CFG-004");
        assertThatThrownBy(() -> UploadPolicy.images("local", "../private", KEYS))
                .hasMessageContaining("ML-CFG-004");
    }

    @Test
    void policies_with_the_same_content_are_equal() {
        assertThat(List.of(IMAGES)).contains(UploadPolicy.images("local", "private", KeyTemplate.of(KEYS.template())));
    }
}

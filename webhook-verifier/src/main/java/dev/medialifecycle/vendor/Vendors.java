package dev.medialifecycle.vendor;

import java.util.List;
import java.util.Optional;

/** Every vendor that is known, for hosts that choose theirs by a setting. */
public final class Vendors {
    private static final List<VendorProfile> ALL = List.of(
            Replicate.PROFILE,
            Fal.PROFILE,
            WaveSpeed.PROFILE,
            OpenAi.PROFILE,
            Runway.PROFILE,
            Stability.PROFILE,
            Luma.PROFILE,
            Leonardo.PROFILE,
            Bfl.PROFILE,
            ImageKit.PROFILE,
            Cloudinary.PROFILE);

    private Vendors() {}

    /** The names of all, such as {@code replicate}. */
    public static List<String> names() {
        return ALL.stream().map(VendorProfile::name).toList();
    }

    /** The builder of the vendor of this name, empty if none is known by it; for others, see {@link CustomVendor}. */
    public static Optional<VendorBuilder> named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .map(VendorBuilder::new);
    }

    static List<VendorProfile> all() {
        return ALL;
    }
}

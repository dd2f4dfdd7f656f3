package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobUrl;
import dev.medialifecycle.blob.Capability;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.UrlBase;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** URLs of blobs: makes public ones, and knows every form that the service, its SDKs and its S3 door use. Asks nobody. */
final class SupabaseUrls {
    /** The longer before the shorter, as the server's own routes are tried. */
    private static final List<String> FORMS = List.of(
            "object/info/public/",
            "object/info/authenticated/",
            "object/upload/sign/",
            "object/public/",
            "object/sign/",
            "object/authenticated/",
            "object/info/",
            "object/",
            "render/image/public/",
            "render/image/sign/",
            "render/image/authenticated/",
            "s3/");

    private static final String HOSTED = ".supabase.co";
    private static final String DIRECT = ".storage.supabase.co";

    private final String provider;
    private final Set<String> buckets;
    private final Set<String> publicBuckets;
    private final Keys keys;
    private final UrlBase base;
    private final Set<UrlBase> bases = new LinkedHashSet<>();

    SupabaseUrls(String provider, Set<String> buckets, Set<String> publicBuckets, Keys keys, List<UrlBase> bases) {
        this.provider = provider;
        this.buckets = buckets;
        this.publicBuckets = publicBuckets;
        this.keys = keys;
        this.base = bases.get(0);
        for (UrlBase known : bases) {
            this.bases.add(known);
            this.bases.addAll(twins(known));
        }
    }

    URI publicUrl(BlobLocation location) {
        if (publicBuckets.isEmpty()) {
            throw StorageFailure.unsupported(provider, Capability.PUBLIC_URL);
        }
        keys.requirePossible(location);
        if (!publicBuckets.contains(location.bucket())) {
            throw SupabaseFailure.notPublic(provider, location.bucket());
        }
        return URI.create(base.resolve("object/public/" + location.bucket() + "/" + location.key()));
    }

    Located locate(String url) {
        Located foreign = null;
        for (UrlBase known : bases) {
            Located located = known.locate(url, below -> meaning(known, below));
            if (!(located instanceof Located.Foreign)) {
                return located;
            }
            foreign = located;
        }
        return foreign == null ? new Located.Unparseable("no URL is configured") : foreign;
    }

    /** A path of the API that names no object is nobody's blob; another bucket of the project is not ours to judge. */
    private Located meaning(UrlBase known, String below) {
        for (String form : FORMS) {
            if (below.startsWith(form)) {
                String name = below.substring(form.length());
                int slash = name.indexOf('/');
                if (slash > 0 && slash < name.length() - 1) {
                    return named(known, name.substring(0, slash), name.substring(slash + 1));
                }
            }
        }
        return below.startsWith("object/") || below.startsWith("render/") || below.startsWith("s3/")
                ? new Located.Unparseable("names no bucket and key")
                : new Located.Foreign(host(known));
    }

    private Located named(UrlBase known, String bucket, String key) {
        if (!buckets.contains(bucket)) {
            return new Located.Foreign(host(known));
        }
        return BlobLocation.isValidKey(key) && keys.isPossible(key)
                ? new Located.Owned(new BlobLocation(provider, bucket, key), null)
                : new Located.Unparseable("names no key that Supabase can hold");
    }

    private static String host(UrlBase known) {
        return BlobUrl.split(known.toString()) instanceof BlobUrl.Parts parts ? parts.host() : "";
    }

    /** A hosted project answers at two hosts. */
    private static List<UrlBase> twins(UrlBase known) {
        String host = host(known);
        String text = known.toString();
        if (host.endsWith(DIRECT)) {
            return List.of(UrlBase.of(text.replaceFirst("(?i)" + DIRECT.replace(".", "\\."), HOSTED)));
        }
        return host.endsWith(HOSTED)
                ? List.of(UrlBase.of(text.replaceFirst("(?i)" + HOSTED.replace(".", "\\."), DIRECT)))
                : List.of();
    }
}

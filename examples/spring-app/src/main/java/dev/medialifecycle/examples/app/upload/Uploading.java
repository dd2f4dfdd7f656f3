package dev.medialifecycle.examples.app.upload;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.examples.app.media.MediaPolicies;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.web.multipart.MultipartFile;

/** Brings in what users send, several files all or none. */
@Service
public final class Uploading {
    private static final Duration PREVIEW = Duration.ofMinutes(10);

    private final MediaLifecycle media;
    private final MediaPolicies policies;

    Uploading(MediaLifecycle media, MediaPolicies policies) {
        this.media = media;
        this.policies = policies;
    }

    /** Uploads a stream of unknown length. */
    public Asset upload(String owner, AssetRole role, InputStream bytes, @Nullable String declaredType) {
        return media.upload(new Upload(owner, role, bytes, claim(declaredType), null));
    }

    /** Uploads the files in order, after all of them were looked at; what was stored before a failure is let go of. */
    public List<Asset> upload(String owner, AssetRole role, Collection<MultipartFile> files) {
        UploadValidator validator = new UploadValidator(policies.of(role));
        files.forEach(file -> validator.validate(
                new MultipartSource(file), claim(file.getContentType()), file.getOriginalFilename()));
        List<Asset> stored = new ArrayList<>();
        boolean complete = false;
        try {
            for (MultipartFile file : files) {
                stored.add(upload(owner, role, file));
            }
            complete = true;
            return stored;
        } finally {
            if (!complete) {
                stored.forEach(asset -> media.release(asset.id()));
            }
        }
    }

    /** The URL a user may read the asset at for now; null once it is out of use. */
    public @Nullable URI url(Asset asset) {
        if (asset.state() != AssetState.ACTIVE) {
            return null;
        }
        return asset.role().equals(AssetRole.INPUT)
                ? media.signedUrl(asset.id(), PREVIEW)
                : media.publicUrl(asset.id());
    }

    private Asset upload(String owner, AssetRole role, MultipartFile file) {
        try (InputStream bytes = file.getInputStream()) {
            return media.upload(
                    new Upload(owner, role, bytes, claim(file.getContentType()), file.getOriginalFilename()));
        } catch (IOException e) {
            throw new UncheckedIOException("The part \"" + file.getName() + "\" cannot be read again", e);
        }
    }

    /** What clients send when they do not know the type is no claim. */
    private static @Nullable String claim(@Nullable String declaredType) {
        boolean isDefault = declaredType == null
                || declaredType.startsWith(MediaType.APPLICATION_OCTET_STREAM_VALUE)
                || declaredType.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        return isDefault ? null : declaredType;
    }
}

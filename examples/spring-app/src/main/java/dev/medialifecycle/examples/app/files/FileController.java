package dev.medialifecycle.examples.app.files;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.examples.app.media.Buckets;
import dev.medialifecycle.examples.app.media.HostProperties;
import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.local.Authorization;
import dev.medialifecycle.local.LocalStorage;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves what lies on the disk: the public bucket to everybody, the private one to whoever has a signed URL. */
@RestController
@ConditionalOnProperty(name = "app.storage", havingValue = "local", matchIfMissing = true)
final class FileController {
    private final LocalStorage disk;
    private final URI publicBaseUrl;

    FileController(LocalStorage disk, HostProperties host) {
        this.disk = disk;
        this.publicBaseUrl = host.publicBaseUrl();
    }

    @GetMapping("/files/**")
    ResponseEntity<Resource> serve(HttpServletRequest request) {
        BlobLocation location = location(request);
        StoredBlob stored = disk.stat(location).orElseThrow(() -> Problems.notFound("file"));
        boolean isPublic = location.bucket().equals(Buckets.MEDIA);
        MediaType type = MediaType.parseMediaType(stored.contentType());
        boolean isShown = type.getType().equals("image")
                || type.getType().equals("video")
                || type.getType().equals("audio");
        return ResponseEntity.ok()
                .contentType(type)
                // A key never gets other bytes, so its name is as good as a hash of them.
                .eTag("\"" + location.key() + "\"")
                .cacheControl(
                        isPublic ? CacheControl.maxAge(Duration.ofHours(1)).cachePublic() : CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (isShown ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .build()
                                .toString())
                .body(new Blob(disk, stored));
    }

    private BlobLocation location(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!(disk.locate(publicBaseUrl.resolve(path).toString()) instanceof Located.Owned owned)) {
            throw Problems.notFound("file");
        }
        if (!owned.location().bucket().equals(Buckets.MEDIA)) {
            authorize(path, request.getQueryString());
        }
        return owned.location();
    }

    private void authorize(String path, String query) {
        String target = query == null ? path : path + "?" + query;
        if (disk.authorize(target) instanceof Authorization.Refused refused) {
            String why = refused.reason() == Authorization.Reason.EXPIRED
                    ? "This URL has expired"
                    : "This URL is not signed";
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, why);
        }
    }
}

package dev.medialifecycle.s3;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.s3.Buckets.Versioning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes a blob with all its versions. It speaks of versions only to buckets that have some: elsewhere an id is ignored. */
final class Purge {
    private static final int AT_ONCE = 1_000;

    private final Service service;
    private final Buckets buckets;
    private final SingleDelete single;
    private final Verdicts verdicts;

    Purge(Service service, Buckets buckets, SingleDelete single, Verdicts verdicts) {
        this.service = service;
        this.buckets = buckets;
        this.single = single;
        this.verdicts = verdicts;
    }

    Deletion delete(BlobLocation location) {
        try {
            Versioning versioning = buckets.versioning(location.bucket());
            if (versioning == Versioning.NONE) {
                Deletion deletion = single.delete(location);
                if (deletion.traces().isEmpty()) {
                    return deletion;
                }
                buckets.sawVersions(location.bucket());
            }
            if (versioning == Versioning.HIDDEN) {
                return StorageFailure.deniedDeletion(location, "no leave for s3:GetBucketVersioning");
            }
            return purge(location);
        } catch (SdkException e) {
            return verdicts.failed(location, e);
        } catch (MediaLifecycleException e) {
            return StorageFailure.verdict(location, e);
        }
    }

    private Deletion purge(BlobLocation location) {
        List<ObjectIdentifier> versions = new ArrayList<>();
        List<ObjectIdentifier> markers = new ArrayList<>();
        collect(location, versions, markers);
        if (versions.isEmpty() && markers.isEmpty()) {
            return Deletion.alreadyAbsent(location);
        }
        // Markers last: without its marker a version that could not be deleted would be there again.
        Deletion verdict = delete(location, versions);
        return verdict.verdict().isSuccess() ? delete(location, markers) : verdict;
    }

    private void collect(BlobLocation location, List<ObjectIdentifier> versions, List<ObjectIdentifier> markers) {
        @Nullable ListObjectVersionsResponse page = null;
        do {
            page = pageAfter(location, page);
            page.versions().stream()
                    .filter(version -> location.key().equals(version.key()))
                    .forEach(version -> versions.add(identifier(version.key(), version.versionId())));
            page.deleteMarkers().stream()
                    .filter(marker -> location.key().equals(marker.key()))
                    .forEach(marker -> markers.add(identifier(marker.key(), marker.versionId())));
        } while (Boolean.TRUE.equals(page.isTruncated()) && isOnlyOf(location.key(), page));
    }

    /** Keys come in their order, and the shortest first: what follows another key is of no interest. */
    private static boolean isOnlyOf(String key, ListObjectVersionsResponse page) {
        return page.versions().stream().allMatch(version -> key.equals(version.key()))
                && page.deleteMarkers().stream().allMatch(marker -> key.equals(marker.key()));
    }

    private ListObjectVersionsResponse pageAfter(BlobLocation location, @Nullable ListObjectVersionsResponse last) {
        ListObjectVersionsRequest.Builder request = ListObjectVersionsRequest.builder()
                .bucket(location.bucket())
                .prefix(location.key())
                .encodingType(EncodingType.URL);
        if (last != null) {
            request.keyMarker(last.nextKeyMarker()).versionIdMarker(last.nextVersionIdMarker());
        }
        ListObjectVersionsResponse page = service.ask(s3 -> s3.listObjectVersions(request.build()));
        boolean isRepeated = last != null && Objects.equals(last.nextVersionIdMarker(), page.nextVersionIdMarker());
        if (page.isTruncated() == null || isRepeated) {
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_LIES,
                    ErrorKind.UNAVAILABLE,
                    "The versions of " + location
                            + " are not listed as S3 does it. Next: see whether the server is one that these docs name");
        }
        return page;
    }

    private Deletion delete(BlobLocation location, List<ObjectIdentifier> all) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<ObjectIdentifier> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            DeleteObjectsResponse answer = service.ask(s3 -> s3.deleteObjects(
                    request -> request.bucket(location.bucket()).delete(delete -> delete.objects(some))));
            Deletion verdict = read(location, some, answer);
            if (!verdict.verdict().isSuccess()) {
                return verdict;
            }
        }
        return Deletion.deleted(location);
    }

    private Deletion read(BlobLocation location, List<ObjectIdentifier> asked, DeleteObjectsResponse answer) {
        Map<String, S3Error> errors = new HashMap<>();
        answer.errors().forEach(error -> errors.put(String.valueOf(error.versionId()), error));
        for (ObjectIdentifier one : asked) {
            S3Error error = errors.get(one.versionId());
            boolean isDeleted = answer.deleted().stream()
                    .anyMatch(object -> Objects.equals(object.versionId(), one.versionId())
                            && location.key().equals(object.key()));
            if (error == null && !isDeleted) {
                return Verdicts.unknown(location, "the service did not say what became of a version");
            }
            if (error != null && !"NoSuchVersion".equals(error.code())) {
                return verdicts.refused(location, error);
            }
        }
        return Deletion.deleted(location);
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }
}

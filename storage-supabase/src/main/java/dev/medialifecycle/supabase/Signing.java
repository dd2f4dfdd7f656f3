package dev.medialifecycle.supabase;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.SignedPut;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.rest.Json;
import dev.medialifecycle.rest.RestAnswer;
import dev.medialifecycle.rest.RestRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * URLs that the service signs. For one blob, too, it is asked by the route for many: the other one signs a path in which some
 * characters are still encoded, and what it signs so never works.
 */
final class Signing {
    private final Service service;
    private final Keys keys;
    private final Reads reads;
    private final Writes writes;

    Signing(Service service, Keys keys, Reads reads, Writes writes) {
        this.service = service;
        this.keys = keys;
        this.reads = reads;
        this.writes = writes;
    }

    URI signedUrl(BlobLocation location, Duration lifetime) {
        keys.requirePossible(location);
        String subject = "a signed URL of " + location;
        Json asked = Json.of(Map.of("expiresIn", seconds(lifetime), "paths", List.of(location.key())));
        RestAnswer answer =
                service.send(RestRequest.reading(subject, "POST", service.url("/object/sign/" + location.bucket()))
                        .json(asked));
        if (!answer.isSuccess()) {
            throw Refusal.of(answer).failure(subject, false);
        }
        Json signed = answer.json().items().stream()
                .filter(item ->
                        item.at("path").text().filter(location.key()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> Service.unreadable(subject));
        String url = signed.at("signedURL").text().orElseThrow(() -> unsigned(location, subject));
        return withToken("/object/sign/", location, token(url), subject);
    }

    /** The service decides how long it is good for: two hours where it is hosted, a minute where it is not told otherwise. */
    SignedPut signedPut(BlobLocation location, String contentType, Duration lifetime) {
        keys.requirePossible(location);
        Map<String, String> headers = writes.headers(location, contentType);
        requireAboveZero(lifetime);
        String subject = "leave to put " + location;
        RestAnswer answer =
                service.send(RestRequest.reading(subject, "POST", service.url("/object/upload/sign/", location)));
        if (answer.isSuccess()) {
            Optional<String> token = answer.json().at("token").text();
            URI url = withToken(
                    "/object/upload/sign/",
                    location,
                    token.or(() -> answer.json().at("url").text().flatMap(Signing::token)),
                    subject);
            return new SignedPut(url, "PUT", headers);
        }
        Refusal refusal = Refusal.of(answer);
        if (refusal.meaning() == Refusal.Meaning.TAKEN) {
            throw StorageFailure.keyTaken(location);
        }
        if (refusal.meaning() == Refusal.Meaning.NO_BUCKET) {
            throw StorageFailure.bucketNotFound(location.provider(), location.bucket());
        }
        throw refusal.failure(subject, false);
    }

    /** The service says one thing for "not there" and "not for you"; the look tells them apart. */
    private MediaLifecycleException unsigned(BlobLocation location, String subject) {
        return reads.stat(location).isEmpty()
                ? StorageFailure.blobNotFound(location)
                : StorageFailure.denied(subject, "it does not sign what is there");
    }

    /** What the service answers is a path that is not encoded, so it is made anew from what was asked for. */
    private URI withToken(String route, BlobLocation location, Optional<String> token, String subject) {
        String known =
                token.filter(text -> text.matches("[A-Za-z0-9._~-]+")).orElseThrow(() -> Service.unreadable(subject));
        return URI.create(service.url(route, location) + "?token=" + known);
    }

    private static Optional<String> token(String url) {
        int at = url.lastIndexOf("?token=");
        return at < 0 ? Optional.empty() : Optional.of(url.substring(at + "?token=".length()));
    }

    private static long seconds(Duration lifetime) {
        requireAboveZero(lifetime);
        return lifetime.toSeconds() + (lifetime.toNanosPart() > 0 ? 1 : 0);
    }

    private static void requireAboveZero(Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("A signed URL needs a lifetime above zero, not " + lifetime);
        }
    }
}

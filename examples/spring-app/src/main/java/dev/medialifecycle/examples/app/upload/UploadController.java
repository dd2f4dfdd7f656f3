package dev.medialifecycle.examples.app.upload;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.examples.app.media.MediaPolicies;
import dev.medialifecycle.examples.app.media.Roles;
import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.upload.UploadPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes files: {@code ?role=input} goes with the job that uses it, {@code ?role=image} stays. */
@RestController
@RequestMapping("/api/v1/uploads")
final class UploadController {
    private final MediaLifecycle media;
    private final Uploading uploading;
    private final MediaPolicies policies;

    UploadController(MediaLifecycle media, Uploading uploading, MediaPolicies policies) {
        this.media = media;
        this.uploading = uploading;
        this.policies = policies;
    }

    record Limits(Set<String> acceptedTypes, long maxBytes, long maxPixels) {}

    @GetMapping("/limits")
    Limits limits() {
        UploadPolicy policy = policies.inputs();
        return new Limits(policy.acceptedTypes(), policy.maxBytes(), policy.maxPixels());
    }

    @GetMapping("/{id}")
    UploadAnswer show(@PathVariable UUID id, Principal user) {
        Asset asset = media.asset(new AssetId(id)).orElseThrow(() -> Problems.notFound("upload"));
        Problems.refuseUnlessOwned(asset.owner(), user, "upload");
        return answer(asset);
    }

    /** One file is answered with an object, two with an array. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Object form(
            @RequestPart(required = false) @Nullable MultipartFile file,
            @RequestPart(required = false) @Nullable MultipartFile input1,
            @RequestPart(required = false) @Nullable MultipartFile input2,
            HttpServletRequest request,
            Principal user) {
        List<MultipartFile> files =
                Stream.of(file, input1, input2).filter(Objects::nonNull).toList();
        if (files.isEmpty()) {
            throw Problems.invalid("A form needs a part named file, input1 or input2");
        }
        List<UploadAnswer> answers = uploading.upload(user.getName(), role(request), files).stream()
                .map(this::answer)
                .toList();
        return answers.size() == 1 ? answers.get(0) : answers;
    }

    /** The request's body is the file, whatever its type is said to be. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    UploadAnswer raw(HttpServletRequest request, Principal user) throws IOException {
        return answer(
                uploading.upload(user.getName(), role(request), request.getInputStream(), request.getContentType()));
    }

    private UploadAnswer answer(Asset asset) {
        return UploadAnswer.of(asset, uploading.url(asset));
    }

    /** Read from the query alone: asking a request that curl calls a form for a parameter would eat the file. */
    private static AssetRole role(HttpServletRequest request) {
        String query = request.getQueryString();
        String role = query == null
                ? null
                : UriComponentsBuilder.newInstance()
                        .query(query)
                        .build()
                        .getQueryParams()
                        .getFirst("role");
        if (role == null || role.equals(AssetRole.INPUT.name())) {
            return AssetRole.INPUT;
        }
        if (role.equals(Roles.IMAGE.name())) {
            return Roles.IMAGE;
        }
        throw Problems.invalid("The role of an upload is input or image");
    }
}

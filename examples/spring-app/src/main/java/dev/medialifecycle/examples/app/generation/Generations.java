package dev.medialifecycle.examples.app.generation;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.examples.app.media.VendorProperties;
import dev.medialifecycle.examples.app.upload.Uploading;
import dev.medialifecycle.examples.app.web.Problems;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.VendorJobId;
import java.net.ConnectException;
import java.net.URI;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.multipart.MultipartFile;

/** Inputs in, a job over them, the vendor asked: three steps, none of them inside another's transaction. */
@Service
final class Generations {
    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private final MediaLifecycle media;
    private final Uploading uploading;
    private final VendorClient vendor;
    private final VendorProperties properties;

    Generations(MediaLifecycle media, Uploading uploading, VendorClient vendor, VendorProperties properties) {
        this.media = media;
        this.uploading = uploading;
        this.vendor = vendor;
        this.properties = properties;
    }

    /** A running generation; its inputs go when it has ended, however it ends. */
    Job begin(String owner, String prompt, List<MultipartFile> files) {
        List<Asset> inputs = uploading.upload(owner, AssetRole.INPUT, files);
        Job job = open(owner, inputs);
        List<URI> urls = inputs.stream()
                .map(input -> media.signedUrl(input.id(), properties.inputUrlLife()))
                .toList();
        return media.jobStarted(job.id(), new VendorJobId(properties.name(), ask(job, prompt, urls)));
    }

    private Job open(String owner, List<Asset> inputs) {
        Set<AssetId> ids = inputs.stream().map(Asset::id).collect(Collectors.toSet());
        boolean opened = false;
        try {
            Job job = media.openJob(owner, properties.name(), ids);
            opened = true;
            return job;
        } finally {
            if (!opened) {
                // Inputs leave with their jobs; these never got one.
                ids.forEach(media::release);
            }
        }
    }

    private String ask(Job job, String prompt, List<URI> urls) {
        try {
            return vendor.start(prompt, urls);
        } catch (ResourceAccessException e) {
            if (e.getCause() instanceof ConnectException) {
                fail(job);
            } else {
                // It may have begun all the same, and read the inputs right now: the job's deadline will tell.
                LOG.warn("The vendor did not answer for job {}; it stays open until its deadline", job.id());
            }
            throw Problems.vendor("The vendor cannot be reached", e);
        } catch (RestClientException | IllegalStateException e) {
            fail(job);
            throw Problems.vendor("The vendor did not take the generation", e);
        }
    }

    private void fail(Job job) {
        media.jobFailed(job.id(), "The vendor did not take the generation");
    }

    /** The user's own generation. */
    Job find(JobId id, Principal user) {
        Job job = media.job(id).orElseThrow(() -> Problems.notFound("generation"));
        Problems.refuseUnlessOwned(job.owner(), user, "generation");
        return job;
    }

    /** The user wants it no more: the vendor is told to stop, and its files go. */
    void delete(JobId jobId, Principal user) {
        Job job = find(jobId, user);
        media.cancelJob(job.id(), "Job deleted");
        media.release(job.outputs().stream()
                .map(JobOutput::asset)
                .filter(Objects::nonNull)
                .filter(id -> media.asset(id).isPresent())
                .toList());
    }

    /** What the user may know of it. */
    GenerationAnswer answer(Job job) {
        return new GenerationAnswer(
                job.id().toString(),
                job.status(),
                job.failure(),
                job.inputs().stream()
                        .flatMap(id -> media.asset(id).stream())
                        .map(GenerationAnswer.Input::of)
                        .sorted(Comparator.comparing(GenerationAnswer.Input::path))
                        .toList(),
                job.outputs().stream().map(output -> answer(job, output)).toList(),
                job.openedAt(),
                job.endedAt(),
                job.report().predictTime());
    }

    private static GenerationAnswer.Output unsaved(Job job, JobOutput output) {
        boolean isOnDemand = job.status().isTerminal() && output.isOpen();
        boolean isUrl = "https".equals(output.source().getScheme())
                || "http".equals(output.source().getScheme());
        return new GenerationAnswer.Output(
                output.index(),
                null,
                isOnDemand && isUrl ? output.source() : null,
                isOnDemand ? output.expiresAt() : null,
                output.failure());
    }

    private GenerationAnswer.Output answer(Job job, JobOutput output) {
        AssetId id = output.asset();
        if (id == null) {
            return unsaved(job, output);
        }
        URI url = media.asset(id).map(uploading::url).orElse(null);
        return new GenerationAnswer.Output(output.index(), id.toString(), url, null, null);
    }
}

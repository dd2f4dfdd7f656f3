package dev.medialifecycle.vendor;

import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.JobEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another question for each sort of job, which is told by how its id begins. */
final class ByPrefix implements Inquiry {
    private final Map<String, Inquiry> inquiries;

    ByPrefix(Map<String, Inquiry> inquiries) {
        this.inquiries = Map.copyOf(inquiries);
    }

    @Override
    public Optional<JobEvent> ask(VendorApi api, VendorJobId job) {
        return inquiries.entrySet().stream()
                .filter(inquiry -> job.id().startsWith(inquiry.getKey()))
                .findFirst()
                .flatMap(inquiry -> inquiry.getValue().ask(api, job));
    }

    @Override
    public List<String> paths() {
        return inquiries.values().stream()
                .flatMap(inquiry -> inquiry.paths().stream())
                .sorted()
                .toList();
    }
}

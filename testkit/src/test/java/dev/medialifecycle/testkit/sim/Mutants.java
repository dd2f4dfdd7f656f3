package dev.medialifecycle.testkit.sim;

import static dev.medialifecycle.testkit.sim.Mutant.simulated;

import java.util.List;

/** The guards that protect live files, each disabled in one place. */
final class Mutants {
    private static final String DELETING = "internal/exit/Deleting.java";
    private static final String QUARANTINING = "internal/exit/Quarantining.java";

    private static final String MOVES = "dev.medialifecycle.life.RelocationTest";

    private Mutants() {}

    static List<Mutant> all() {
        return java.util.stream.Stream.of(vetoes(), closing(), sweeps(), jobs(), storing(), moving())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> vetoes() {
        return List.of(
                simulated(
                        "the first veto",
                        QUARANTINING,
                        "if (usedBy != null) {",
                        "if (usedBy == null && usedBy != null) {"),
                simulated(
                        "the second veto",
                        DELETING,
                        "if (source != null) {",
                        "if (source == null && source != null) {"),
                simulated(
                        "a source that fails is not empty",
                        "internal/exit/ReferenceDesk.java",
                        "                return failed(source, e);\n            }\n        }\n        return new Answer.Known",
                        "                continue;\n            }\n        }\n        return new Answer.Known"),
                simulated(
                                "a source that shrank",
                                "internal/exit/ReferenceDesk.java",
                                "(before > 0 && now == 0)",
                                "false")
                        .killedBy("dev.medialifecycle.life.Law05UnknownIsNotNoTest"),
                simulated(
                        "the version between the first question and leaving",
                        QUARANTINING,
                        "if (now == null || now.version() != asked.version() || pinned.contains(asked.id())) {",
                        "if (now == null) {"),
                simulated(
                        "the version between the last question and closing",
                        DELETING,
                        "if (now == null || now.version() != asked.version()) {",
                        "if (now == null) {"),
                simulated(
                        "pins of running jobs",
                        "memory/MemoryJobs.java",
                        "if (job.endedAt() == null) {",
                        "if (job.endedAt() != null) {"));
    }

    private static List<Mutant> closing() {
        return List.of(
                simulated(
                        "the end of quarantine",
                        DELETING,
                        "state.now().isBefore(rules.quarantineEnd(asset))",
                        "state.now().isBefore(asset.createdAt())"),
                simulated(
                        "the pause",
                        "internal/exit/Pause.java",
                        "return all.or(() -> find(mark(duty))).map(text -> read(duty, text));",
                        "return all.or(() -> find(mark(duty))).map(text -> read(duty, text)).filter(p -> false);"),
                simulated(
                        "the pause while closing",
                        DELETING,
                        "} else if (paused.reason(now.cause()).isPresent()) {",
                        "} else if (paused.reason(now.cause()).isPresent() && !isLeaving(now)) {"),
                simulated(
                        "what is closed is not asked about again",
                        DELETING,
                        "return Optional.of(now.leaving(AssetState.DELETED, cause, state.now()));",
                        "return Optional.of(now.active(now.handle(), state.now()));"),
                simulated("only the closer reopens", DELETING, "now.version() != closedAt ||", ""),
                simulated(
                                "a failure stays closed",
                                DELETING,
                                "erased.isAnswered() && erased.deletion().verdict() != Deletion.Verdict.FAILED",
                                "erased.isAnswered()")
                        .killedBy("dev.medialifecycle.life.Law09VerdictsAreTypesTest"),
                simulated(
                        "looking after a lost answer",
                        "internal/exit/BlobEraser.java",
                        "provider.stat(location).isEmpty()",
                        "!canLook == false"),
                simulated(
                        "the fencing of leases",
                        "memory/OutboxRow.java",
                        "&& entry.lease() == holder.lease()",
                        "&& entry.id().equals(holder.id())"));
    }

    private static List<Mutant> sweeps() {
        return List.of(
                simulated(
                        "the prefix of a scope", "internal/sweep/Planner.java", "scope.prefix(), token", "\"\", token"),
                simulated(
                        "the minimum age",
                        "internal/sweep/Planner.java",
                        "return modifiedAt == null || modifiedAt.isAfter(cutoff);",
                        "return modifiedAt == null;"),
                simulated(
                                "the second question of a sweep",
                                "internal/sweep/Execution.java",
                                "if (source != null) {",
                                "if (source == null && source != null) {")
                        .killedBy("dev.medialifecycle.life.Law05UnknownIsNotNoTest"),
                simulated(
                        "a tombstone is not revived",
                        "internal/exit/Adoption.java",
                        "tombstone.leaving(AssetState.DELETING, LeaveCause.ORPHANED, state.now())",
                        "tombstone.leaving(AssetState.QUARANTINED, LeaveCause.ORPHANED, state.now())"),
                simulated(
                        "files before rows of jobs",
                        "internal/sweep/JobRows.java",
                        "if (ownsAFile(job)) {",
                        "if (ownsAFile(job) && kept < 0) {"));
    }

    private static List<Mutant> jobs() {
        return List.of(
                simulated(
                        "the first outcome wins",
                        "internal/work/JobMoves.java",
                        "if (!job.status().precedes(JobStatus.KEEPING)) {",
                        "if (job.vendor().isEmpty()) {"),
                simulated(
                        "deliveries without a job are parked",
                        "internal/delivery/Handling.java",
                        "new Handling(WebhookOutcome.PARKED, DeliveryState.PARKED, Inbox.JOB_NOT_FOUND)",
                        "new Handling(WebhookOutcome.IGNORED, DeliveryState.IGNORED, Inbox.JOB_NOT_FOUND)"),
                simulated(
                                "who proves too little is not believed",
                                "internal/delivery/Handling.java",
                                "if (!isBelieved) {",
                                "if (!isBelieved && meaning == null) {")
                        .killedBy("dev.medialifecycle.life.TrustTest"),
                simulated(
                                "a contradiction is told",
                                "internal/work/JobMoves.java",
                                "announcer.after(tx, new MediaEvent.OutcomeConflict(job, said));",
                                "")
                        .killedBy("dev.medialifecycle.life.InboxTest"),
                simulated(
                                "no vendor forgets what is not in the store",
                                "internal/work/ForgettingJobs.java",
                                "if (!isSeen(job)) {",
                                "if (job.id() == null) {")
                        .killedBy("dev.medialifecycle.life.JobsTest"),
                simulated(
                                "no vendor names the bytes of another job",
                                "internal/work/InlineOutputs.java",
                                ".filter(event -> event.vendorJobId().equals(known));",
                                ".filter(event -> known != null);")
                        .killedBy("dev.medialifecycle.life.KeepingTest"),
                simulated(
                        "the inbox before the deadline",
                        "internal/work/Polling.java",
                        "if (known != null && ",
                        "if (known != null && known.id().isEmpty() && "),
                simulated(
                        "200 only for what is durable",
                        "internal/delivery/Inbox.java",
                        "return refused(WebhookOutcome.NOT_STORED, \"Not stored, please send again\");\n        }\n    }",
                        "return refused(WebhookOutcome.IGNORED, \"Not stored, please send again\");\n        }\n    }"),
                simulated(
                        "opening a job changes its inputs",
                        "internal/work/JobBook.java",
                        "tx.assets().update(asset.used(state.now()));",
                        "asset.used(state.now());"),
                simulated(
                        "a closed asset is no input",
                        "internal/work/JobBook.java",
                        "} else if (asset.state() == AssetState.ACTIVE) {",
                        "} else if (asset.state() != AssetState.PENDING) {"));
    }

    private static List<Mutant> storing() {
        return List.of(
                simulated(
                        "the record before the bytes",
                        "internal/intake/RoadIn.java",
                        "        // Law 1: the record is durable before the first byte goes out.\n",
                        "        StoredBlob early = put(pending, bytes);\n"),
                simulated(
                        "an upload that was confirmed stays",
                        "internal/exit/SettlingUploads.java",
                        "asset.state() == AssetState.PENDING",
                        "asset.state() != AssetState.QUARANTINED"),
                simulated(
                                "blobs are never overwritten",
                                "memory/MemoryStorage.java",
                                "blobs.putIfAbsent(location.key(), content) != null",
                                "blobs.put(location.key(), content) == content")
                        .killedBy("dev.medialifecycle.life.Law08KeysAreNeverReusedTest"),
                simulated(
                                "another owner's URL",
                                "internal/exit/UrlReleases.java",
                                "!asset.get().owner().equals(owner)",
                                "asset.get().owner().isEmpty()")
                        .killedBy("dev.medialifecycle.life.ReleasesTest"));
    }

    private static List<Mutant> moving() {
        return List.of(
                moved(
                        "a moving blob is what was recorded",
                        "Bytes",
                        "!recorded.equals(spooled.sha256())",
                        "recorded.isEmpty()"),
                moved(
                        "a copy reads back as it was stored",
                        "Mover",
                        "doubt.isPresent() || there.sha256().equals(spooled.sha256())",
                        "doubt.isPresent() || !there.sha256().isEmpty()"),
                moved(
                        "a copy that is taken up has the right bytes",
                        "Mover",
                        "there.sha256().equals(sha256)",
                        "!there.sha256().isEmpty()"),
                moved(
                        "bytes of others at the new place are not ours to delete",
                        "Mover",
                        "copies.withdraw(begun.copy());",
                        "copies.abandon(begun.copy());"),
                moved(
                        "a put that did nothing leaves its key free",
                        "Mover",
                        "copies.withdraw(copy);",
                        "copies.abandon(copy);"),
                moved(
                        "a copy has a week",
                        "Relocating",
                        "TAKEN_UP_WITHIN = Duration.ofDays(7)",
                        "TAKEN_UP_WITHIN = Duration.ZERO"),
                simulated(
                                "what is taken up again has time anew",
                                "internal/exit/SettlingUploads.java",
                                "state.now().isBefore(end)",
                                "end.equals(Instant.MAX)")
                        .killedBy("dev.medialifecycle.life.RelocationFaultsTest"),
                moved("pausing stops a move", "Relocating", "pause.refuse(tx, Duty.RELOCATION);", ""),
                moved(
                                "a retired bucket takes nothing that moves",
                                "Relocating",
                                "if (isRetired.test(target)) {",
                                "if (target == null) {")
                        .killedBy(MOVES),
                moved(
                                "what a running job uses does not move",
                                "Standing",
                                "if (isPinned) {",
                                "if (isPinned && there == source) {")
                        .killedBy(MOVES),
                moved(
                                "a deleted key is not moved to",
                                "Standing",
                                "case DELETING, DELETED -> false;",
                                "case DELETING, DELETED -> true;")
                        .killedBy(MOVES),
                moved(
                                "a blob without a row is not moved onto",
                                "Mover",
                                "if (bytes.isTaken(target)) {",
                                "if (target == null) {")
                        .killedBy(MOVES),
                moved("an old copy is released", "Switch", "releases.propose(tx, List.of(oldCopy));", "")
                        .killedBy(MOVES));
    }

    private static Mutant moved(String guard, String type, String text, String replacement) {
        return simulated(guard, "internal/relocation/" + type + ".java", text, replacement)
                .killedBy("dev.medialifecycle.life.RelocationFaultsTest");
    }
}

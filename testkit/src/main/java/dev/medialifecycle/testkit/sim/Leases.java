package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.outbox.OutboxEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who may say what became of an entry: the latest worker that it was leased to, and nobody else. */
final class Leases {
    private final Invariants invariants;
    private final Map<UUID, Long> latest = new HashMap<>();

    Leases(Invariants invariants) {
        this.invariants = invariants;
    }

    void written(Statement write, Committed after, SimulatedNode node) {
        List<OutboxEntry> entries = write.mentioned(OutboxEntry.class);
        if (write.name().equals("lease")) {
            node.leased(after.number());
            for (OutboxEntry entry : entries) {
                Long before = latest.put(entry.id(), entry.lease());
                invariants.require(
                        before == null || before < entry.lease(), () -> "an entry was leased twice alike: " + entry);
            }
        } else if (!entries.isEmpty() && write.answer() instanceof Integer changed) {
            long held = entries.stream()
                    .filter(entry -> latest.getOrDefault(entry.id(), entry.lease()) == entry.lease())
                    .count();
            invariants.require(changed <= held, () -> "somebody settled what was leased to another, among " + entries);
        }
    }

    void forget() {
        latest.clear();
    }
}

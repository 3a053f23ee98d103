package studio.backline.platform.resealing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.Caller;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyRotation.KeyState;
import studio.backline.platform.encryption.KeyRotation.Owner;
import studio.backline.platform.encryption.KeyRotation.Use;
import studio.backline.platform.encryption.SealedElsewhere;
import studio.backline.platform.files.FileReseal;
import studio.backline.platform.tenancy.WorkspaceScope;

/**
 * Looks at everything that former keys may have sealed, and seals it anew. A key under which
 * nothing was found is retired, and destroyed when no backup can hold anything of it any more. What
 * is left to do is read from the values themselves: nothing is lost by being cut off.
 */
public final class Resealing {

    /** A node that had not heard of the new key may have gone on with the former for so long. */
    static final Duration SETTLED = Duration.ofMinutes(5);

    /** Longer than any archive is kept but the last, whose keys lie beside it. */
    static final Duration KEPT = Duration.ofDays(31);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WorkspaceScope scope;
    private final Seals seals;
    private final Clock clock;
    private final AtomicLong sealedAnew = new AtomicLong();
    private volatile ResealReport report =
            new ResealReport(false, 0, Optional.empty(), Map.of(), List.of());

    /** What seals, and who keeps envelopes otherwise than in columns. */
    record Seals(
            FieldEncryption fields,
            AccountSecrets accounts,
            KeyRotation rotation,
            List<SealedElsewhere> elsewhere,
            FileReseal files) {}

    Resealing(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            WorkspaceScope scope,
            Seals seals,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.scope = scope;
        this.seals = seals;
        this.clock = clock;
    }

    /** How far it has come. */
    public ResealReport report() {
        return report;
    }

    /** Whether a key is there that is neither sealing nor retired. */
    boolean isUnsettled() {
        return seals.rotation().owners().stream()
                .flatMap(owner -> seals.rotation().keys(owner).stream())
                .anyMatch(key -> key.use() == Use.OPENS);
    }

    /**
     * Looks at everything once.
     *
     * @return how many values were found under former keys
     */
    public synchronized long look() throws InterruptedException {
        Reseal reseal =
                new Reseal(seals.fields(), seals.accounts(), Reseal.former(seals.rotation()));
        if (reseal.allKeys().isEmpty()) {
            report = ended(reseal);
            return 0;
        }
        report = atWork();
        try {
            walk(reseal);
            settle(reseal);
        } finally {
            sealedAnew.addAndGet(reseal.sealedAnew());
            report = ended(reseal);
        }
        return reseal.found().values().stream().mapToLong(each -> each).sum();
    }

    private void walk(Reseal reseal) throws InterruptedException {
        ColumnWalk walk = new ColumnWalk(jdbc, transaction, reseal);
        SealedColumns columns =
                Objects.requireNonNull(transaction.execute(status -> SealedColumns.read(jdbc)));
        for (SealedColumn column : columns.sealed()) {
            if (!column.tenant()) {
                walk.along(column, reseal.allKeys());
            }
        }
        for (SealedColumn other : columns.others()) {
            if (!other.tenant() && walk.holds(other, reseal.allKeys())) {
                reseal.hinder("%s holds what is sealed, and does not say so".formatted(other));
            }
        }
        for (WorkspaceId workspace : reseal.workspaces().toList()) {
            in(workspace, () -> walkIn(workspace, columns, walk, reseal));
        }
        for (SealedElsewhere each : seals.elsewhere()) {
            each.sealAgain(reseal::again);
        }
    }

    private void walkIn(
            WorkspaceId workspace, SealedColumns columns, ColumnWalk walk, Reseal reseal)
            throws InterruptedException {
        Set<String> keys = reseal.keysOf(workspace);
        for (SealedColumn column : columns.sealed()) {
            if (column.tenant()) {
                walk.along(column, keys);
            }
        }
        for (SealedColumn other : columns.others()) {
            if (other.tenant() && walk.holds(other, keys)) {
                reseal.hinder("%s holds what is sealed, and does not say so".formatted(other));
            }
        }
        seals.files().sealAgain(workspace, keys, reseal);
    }

    /** What walks through a workspace. */
    @FunctionalInterface
    private interface Walk {
        void run() throws InterruptedException;
    }

    private void in(WorkspaceId workspace, Walk walk) throws InterruptedException {
        try {
            scope.call(
                    new Caller(workspace, Optional.empty(), Role.OWNER),
                    () -> {
                        walk.run();
                        return workspace;
                    });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has keys take the place that this look allows them. */
    private void settle(Reseal reseal) {
        Instant now = clock.instant();
        for (Owner owner : seals.rotation().owners()) {
            List<KeyState> keys = seals.rotation().keys(owner);
            boolean settled =
                    !keys.isEmpty()
                            && keys.getFirst()
                                    .madeAt()
                                    .filter(made -> made.isAfter(now.minus(SETTLED)))
                                    .isEmpty();
            for (KeyState key : keys) {
                boolean found = reseal.found().containsKey(key.id());
                if (key.use() == Use.RETIRED && found) {
                    seals.rotation().reinstate(owner, key.id());
                } else if (reseal.hindered().isEmpty() && !found && settled) {
                    letGo(owner, key, now);
                }
            }
        }
    }

    private void letGo(Owner owner, KeyState key, Instant now) {
        if (key.use() == Use.OPENS && isFormer(owner, key)) {
            seals.rotation().retire(owner, key.id());
        }
        if (key.retiredAt().filter(retired -> retired.isBefore(now.minus(KEPT))).isPresent()) {
            seals.rotation().destroy(owner, key.id());
        }
    }

    /** One that was added and not promoted yet is not former. */
    private boolean isFormer(Owner owner, KeyState key) {
        Optional<Instant> sealing = seals.rotation().keys(owner).getFirst().madeAt();
        return key.madeAt().isEmpty()
                || sealing.filter(made -> !key.madeAt().get().isAfter(made)).isPresent();
    }

    private ResealReport atWork() {
        return new ResealReport(
                true, sealedAnew.get(), report.endedAt(), report.foundUnder(), report.hindered());
    }

    private ResealReport ended(Reseal reseal) {
        return new ResealReport(
                false,
                sealedAnew.get(),
                Optional.of(clock.instant()),
                reseal.found(),
                List.copyOf(reseal.hindered()));
    }
}

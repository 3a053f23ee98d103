package studio.backline.platform.resealing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Walks along a column by the ids of its rows, a few at a time, each few in a transaction of their
 * own: cut off anywhere, nothing is half done, and the next walk finds what is left.
 */
final class ColumnWalk {

    private static final int FEW = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Reseal reseal;

    ColumnWalk(JdbcClient jdbc, TransactionTemplate transaction, Reseal reseal) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.reseal = reseal;
    }

    private record Value(UUID row, @Nullable UUID owner, byte[] envelope) {}

    /** Seals anew what these keys have sealed, in the workspace of the thread where it has one. */
    void along(SealedColumn column, Set<String> keys) throws InterruptedException {
        UUID last = new UUID(0, 0);
        List<Value> few;
        do {
            long began = System.nanoTime();
            UUID from = last;
            few = Objects.requireNonNull(transaction.execute(status -> step(column, keys, from)));
            if (!few.isEmpty()) {
                last = few.getLast().row();
                Reseal.rest(began);
            }
        } while (few.size() == FEW);
    }

    private List<Value> step(SealedColumn column, Set<String> keys, UUID after) {
        List<Value> few = read(column, keys, after);
        for (Value value : few) {
            Optional<byte[]> sealed =
                    reseal.again(
                            column,
                            Optional.ofNullable(value.owner()),
                            value.row(),
                            value.envelope());
            // Unless somebody has written another meanwhile: that one is found by the next walk.
            sealed.ifPresent(
                    again ->
                            jdbc.sql(
                                            "update %s set %2$s = ? where %3$s = ? and %2$s = ?"
                                                    .formatted(
                                                            column.table(),
                                                            column.column(),
                                                            column.row()))
                                    .params(again, value.row(), value.envelope())
                                    .update());
        }
        return few;
    }

    private List<Value> read(SealedColumn column, Set<String> keys, UUID after) {
        return jdbc.sql(
                        """
                        select %1$s, %2$s, %3$s from %4$s
                        where %1$s > :after and encode(substring(%3$s from 5 for 8), 'hex') in (:keys)
                        order by %1$s limit %5$d
                        """
                                .formatted(
                                        column.row(),
                                        column.owner().orElse("null::uuid"),
                                        column.column(),
                                        column.table(),
                                        FEW))
                .param("after", after)
                .param("keys", new ArrayList<>(keys))
                .query(
                        (row, n) ->
                                new Value(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getBytes(3)))
                .list();
    }

    /** Whether a column that should hold no envelopes holds one of these keys'. */
    boolean holds(SealedColumn other, Set<String> keys) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        status ->
                                jdbc.sql(
                                                """
                                                select exists (select from %s
                                                where encode(substring(%s from 5 for 8), 'hex') in (:keys)
                                                  and substring(%2$s from 1 for 2) = 'BL'::bytea)
                                                """
                                                        .formatted(other.table(), other.column()))
                                        .param("keys", new ArrayList<>(keys))
                                        .query(Boolean.class)
                                        .single()));
    }
}

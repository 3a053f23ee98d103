package studio.backline.platform.privacy;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.database.PluginConnection;
import studio.backline.platform.encryption.BlindIndex;

/** Hands each plugin the ledger of permissions, on that plugin's own connection. */
@Component
public class ConsentRegister {

    private static final UUID NOBODY = new UUID(0, 0);

    private final BlindIndex blindIndex;
    private final CurrentCaller caller;

    ConsentRegister(BlindIndex blindIndex, CurrentCaller caller) {
        this.blindIndex = blindIndex;
        this.caller = caller;
    }

    /** The ledger as the plugin behind this connection may use it. */
    public ConsentLedger on(PluginConnection plugin) {
        return new PluginLedger(plugin, this);
    }

    private byte[] hash(Channel channel, String address) {
        return blindIndex.of(
                caller.require().workspace(), "consent.address." + channel.name(), address);
    }

    private record PluginLedger(PluginConnection plugin, ConsentRegister register)
            implements ConsentLedger {

        @Override
        public int record(Collection<ConsentRecord> entries) {
            plugin.requireTransaction();
            hold(entries);
            // What tightens goes first, whatever its source, so that no grant of the same call
            // slips past it.
            Map<Boolean, List<ConsentRecord>> tighter =
                    entries.stream().collect(Collectors.partitioningBy(e -> e.event().tightens()));
            return recordByChannel(tighter.getOrDefault(true, List.of()))
                    + recordByChannel(tighter.getOrDefault(false, List.of()));
        }

        /**
         * Several ways, or a no, lock how people stand and their addresses in an order of their
         * own. Grants of one way, an import's rule, are one call.
         */
        private void hold(Collection<ConsentRecord> entries) {
            boolean alike =
                    entries.stream().noneMatch(e -> e.event().tightens())
                            && entries.stream().map(ConsentRecord::channel).distinct().count() <= 1;
            if (!alike) {
                plugin.jdbc()
                        .sql("select 1 from backline_api.hold_subjects(?)")
                        .param(
                                entries.stream()
                                        .map(e -> e.subject().value())
                                        .distinct()
                                        .toArray(UUID[]::new))
                        .query(Integer.class)
                        .single();
            }
        }

        /** One call for each way, in one order, and within it addresses are locked in theirs. */
        private int recordByChannel(List<ConsentRecord> entries) {
            return entries.stream()
                    .collect(
                            Collectors.groupingBy(
                                    ConsentRecord::channel, TreeMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .mapToInt(way -> record(way.getKey(), way.getValue()))
                    .sum();
        }

        private int record(Channel way, List<ConsentRecord> entries) {
            return plugin.jdbc()
                    .sql("select backline_api.record_consents(?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            column(entries, e -> e.subject().value(), UUID[]::new),
                            way.name(),
                            column(entries, e -> e.event().name(), String[]::new),
                            column(
                                    entries,
                                    e -> e.basis().map(Enum::name).orElse(null),
                                    String[]::new),
                            sources(entries),
                            column(entries, e -> Timestamp.from(e.occurredAt()), Timestamp[]::new),
                            column(
                                    entries,
                                    e -> e.address().map(a -> register.hash(way, a)).orElse(null),
                                    byte[][]::new))
                    .query(Integer.class)
                    .single();
        }

        /** Of each, or one for all: an import mostly has one, and thousands of entries. */
        private static String[] sources(List<ConsentRecord> entries) {
            String[] sources = column(entries, ConsentRecord::source, String[]::new);
            return Arrays.stream(sources).allMatch(sources[0]::equals)
                    ? new String[] {sources[0]}
                    : sources;
        }

        @Override
        public boolean open(
                SubjectId subject, Channel channel, String normalisedAddress, String reason) {
            plugin.requireTransaction();
            return plugin.jdbc()
                    .sql("select backline_api.open_address(?, ?, ?, ?)")
                    .params(
                            subject.value(),
                            channel.name(),
                            register.hash(channel, normalisedAddress),
                            reason)
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public int undoGrants(Collection<SubjectId> subjects, String reason) {
            plugin.requireTransaction();
            return plugin.jdbc()
                    .sql("select backline_api.undo_grants(?, ?)")
                    .params(subjects.stream().map(SubjectId::value).toArray(UUID[]::new), reason)
                    .query(Integer.class)
                    .single();
        }

        private static <T extends @Nullable Object> T[] column(
                List<ConsentRecord> entries,
                Function<ConsentRecord, T> value,
                IntFunction<T[]> array) {
            return entries.stream().map(value).toArray(array);
        }

        @Override
        public Map<Channel, Standing> standing(SubjectId subject) {
            return plugin
                    .jdbc()
                    .sql(
                            "select channel, state, since, source from backline_api.consent_standing"
                                    + " where subject_id = ?")
                    .param(subject.value())
                    .query(
                            (row, n) ->
                                    Map.entry(
                                            Channel.valueOf(row.getString("channel")),
                                            standing(row)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public Map<String, Standing> suppressions(
                Channel channel, Collection<String> normalisedAddresses) {
            return suppressions(NOBODY, channel, normalisedAddresses);
        }

        @Override
        public Map<String, Standing> closedTo(
                SubjectId subject, Channel channel, Collection<String> normalisedAddresses) {
            return suppressions(subject.value(), channel, normalisedAddresses);
        }

        private Map<String, Standing> suppressions(
                UUID but, Channel channel, Collection<String> normalisedAddresses) {
            Map<ByteBuffer, String> byHash =
                    normalisedAddresses.stream()
                            .distinct()
                            .collect(
                                    Collectors.toMap(
                                            a -> ByteBuffer.wrap(register.hash(channel, a)),
                                            Function.identity()));
            return plugin
                    .jdbc()
                    .sql(
                            """
                            select address_hash, state, since, source
                            from backline_api.suppression_standing s
                            where channel = ? and address_hash = any (?) and not exists (
                                select from backline_api.opened_address o
                                where o.subject_id = ? and o.channel = s.channel
                                    and o.address_hash = s.address_hash)
                            """)
                    .params(
                            channel.name(),
                            byHash.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new),
                            but)
                    .query(
                            (row, n) ->
                                    Map.entry(
                                            Objects.requireNonNull(
                                                    byHash.get(ByteBuffer.wrap(row.getBytes(1)))),
                                            standing(row)))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static Standing standing(ResultSet row) throws SQLException {
            return new Standing(
                    Standing.State.valueOf(row.getString("state")),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getString("source"));
        }

        @Override
        public byte[] addressHash(Channel channel, String address) {
            return register.hash(channel, address);
        }

        @Override
        public long addressKey(Channel channel, String normalisedAddress) {
            return ByteBuffer.wrap(register.hash(channel, normalisedAddress)).getLong();
        }
    }
}

package studio.backline.plugins.crm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentEvent;
import studio.backline.contract.consent.ConsentLedger;
import studio.backline.contract.consent.ConsentRecord;
import studio.backline.contract.consent.LawfulBasis;
import studio.backline.contract.jobs.JobId;
import studio.backline.contract.subject.SubjectId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.plugins.crm.contact.ContactPoint;
import studio.backline.plugins.crm.importing.ImportId;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.person.PersonDetails;
import studio.backline.plugins.crm.person.PersonName;
import studio.backline.testkit.flat.FlatHost;

/** The plugin on the real core, and people to put into it. */
public final class CrmHost {

    private CrmHost() {}

    public static FlatHost host() {
        return FlatHost.shared(CrmPlugin.class);
    }

    public static PersonDetails person(String given, String family, ContactPoint... contacts) {
        return new PersonDetails(
                PersonName.of(given, family),
                "",
                "",
                "",
                Set.of(PartyRole.FAN),
                List.of(contacts),
                List.of(),
                Set.of());
    }

    /** Runs what was rehearsed last, by somebody who has looked at all of it. */
    public static JobId runs(ImportService imports, ImportId id) {
        return imports.run(imports.find(id).orElseThrow(), true);
    }

    /** Begins it and goes on when it waits for what is locked here. */
    public static CompletableFuture<?> besides(Runnable work) {
        CompletableFuture<?> begun =
                CompletableFuture.runAsync(work, command -> Thread.ofPlatform().start(command));
        while (!begun.isDone() && !somebodyWaits()) {
            Thread.onSpinWait();
        }
        return begun;
    }

    /** Whether anybody waits for what somebody else has locked. */
    public static boolean somebodyWaits() {
        try (Connection connection = host().database().open();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select from pg_locks where locktype = 'transactionid' and not granted")) {
            return rows.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A letter of theirs about mail goes on record, of one address or of none. */
    public static void writes(
            Caller caller, SubjectId person, ConsentEvent event, @Nullable String address) {
        ConsentRecord letter =
                new ConsentRecord(
                        person,
                        Channel.EMAIL,
                        event,
                        Optional.of(LawfulBasis.CONSENT).filter(_ -> !event.tightens()),
                        "Letter",
                        Instant.parse("2024-02-03T04:05:06Z"),
                        Optional.ofNullable(address));
        host().inTransaction(
                        caller, () -> host().bean(ConsentLedger.class).record(List.of(letter)));
    }
}

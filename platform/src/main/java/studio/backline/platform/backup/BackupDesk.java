package studio.backline.platform.backup;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.backup.place.CountedPlace;

/** What the operator's screen shows of backups and has done about them. */
public final class BackupDesk {

    private final Backups backups;
    private final Places places;
    private final HouseAccess house;
    private final Audit audit;

    BackupDesk(Backups backups, Places places, HouseAccess house, Audit audit) {
        this.backups = backups;
        this.places = places;
        this.house = house;
        this.audit = audit;
    }

    /** What happened so far. */
    public BackupNotes notes() {
        return new BackupNotes(house);
    }

    /** When archives are made by themselves. */
    public BackupPlan plan() {
        return BackupPlan.of(house);
    }

    /** Sets when; on record. */
    public void plan(Optional<AccountId> who, BackupPlan plan) {
        house.set(BackupPlan.SETTING, plan.written());
        audit.recordInstance(
                who, "backup.planned", Optional.empty(), Map.of("rhythm", plan.rhythm().name()));
    }

    /** Where archives go, without secrets; empty until somebody chooses. */
    public Optional<PlaceChoice> place() {
        return places.chosen();
    }

    /**
     * Sets where, once it could be looked into; on record.
     *
     * @param secret of the place; empty keeps the one that is there
     * @throws BackupRefusedException when it cannot be used
     */
    public void place(Optional<AccountId> who, PlaceChoice choice, String secret) throws Exception {
        places.choose(choice, secret);
        audit.recordInstance(
                who, "backup.placed", Optional.empty(), Map.of("kind", choice.kind().name()));
    }

    /**
     * What there is in the place.
     *
     * @throws BackupRefusedException when the place cannot be looked into
     */
    public Backups.Listing list() throws IOException {
        try (BackupPlace place = places.open(Optional.empty())) {
            return backups.list(place);
        } catch (IOException e) {
            throw Places.unusable(e);
        }
    }

    /** Lets go what was made beside an upgrade, once there was time to go back. */
    void forgetFormer() throws IOException {
        try (BackupPlace aside = ArchiveFirst.place(house.house().data())) {
            backups.forget(aside, ArchiveFirst.KEPT);
        }
    }

    /** Puts on record who asked; what comes of it is there as well. */
    void asked(Optional<AccountId> who, BackupErrands.Kind kind, String archive) {
        audit.recordInstance(
                who,
                "backup.asked",
                Optional.empty(),
                Map.of("kind", kind.name(), "archive", archive));
    }

    /**
     * Makes one, and lets go what need not be kept.
     *
     * @param passed hears of bytes that were written
     */
    public Backups.Made create(LongConsumer passed) throws Exception {
        return at(
                "",
                passed,
                place -> {
                    Backups.Made made = backups.create(place);
                    notes().madeThere();
                    return made;
                });
    }

    /**
     * Proves the newest, or that of this name.
     *
     * @param passed hears of bytes that were read
     */
    public Backups.Proven verify(Optional<String> name, LongConsumer passed) throws Exception {
        return at(name.orElse(""), passed, place -> backups.verify(place, name));
    }

    private interface Work<T> {
        T at(BackupPlace place) throws Exception;
    }

    /** A place that cannot be opened is a failure too, of which somebody has to hear. */
    private <T> T at(String archive, LongConsumer passed, Work<T> work) throws Exception {
        try (BackupPlace place = new CountedPlace(places.open(Optional.empty()), passed)) {
            return work.at(place);
        } catch (Exception e) {
            throw backups.failed(e, archive);
        }
    }
}

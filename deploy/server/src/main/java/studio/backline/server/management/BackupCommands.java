package studio.backline.server.management;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import studio.backline.platform.backup.BackupDesk;
import studio.backline.platform.backup.BackupPlan;
import studio.backline.platform.backup.BackupPlan.Rhythm;
import studio.backline.platform.backup.BackupRefusedException;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.backup.PlaceChoice;
import studio.backline.platform.backup.Places;
import studio.backline.platform.backup.Retention;
import studio.backline.platform.backup.place.BackupPlace;
import studio.backline.platform.work.Sending;
import studio.backline.server.management.backup.BackupAct;
import studio.backline.server.management.backup.BackupAnswer;
import studio.backline.server.management.backup.BackupPlaceRequest;
import studio.backline.server.management.backup.BackupPlanAnswer;
import studio.backline.server.management.backup.BackupPlanRequest;
import studio.backline.server.management.backup.BackupRequest;
import tools.jackson.databind.json.JsonMapper;

/** Commands about backups, and about what a restored server waits for. */
final class BackupCommands {

    private final Backups backups;
    private final Places places;
    private final Sending sending;
    private final BackupDesk desk;

    BackupCommands(Backups backups, Places places, Sending sending, BackupDesk desk) {
        this.backups = backups;
        this.places = places;
        this.sending = sending;
        this.desk = desk;
    }

    Map<String, Command> byName() {
        Map<String, Command> commands =
                new HashMap<>(
                        Map.of(
                                "key-export", body -> export(read(body)),
                                "backup-plan", this::plan,
                                "backup-place", this::place,
                                "sending-status", body -> BackupAnswer.SendingState.of(sending),
                                "sending-pause", body -> pause(),
                                "sending-resume", body -> resume()));
        BackupAct.ALL.forEach(act -> commands.put(act.command(), body -> at(body, act)));
        return commands;
    }

    private Object pause() {
        sending.pause(Optional.empty());
        return BackupAnswer.SendingState.of(sending);
    }

    private Object resume() {
        sending.resume(Optional.empty());
        return BackupAnswer.SendingState.of(sending);
    }

    private Object at(InputStream body, BackupAct<?> act) throws IOException {
        BackupRequest request = read(body);
        try (BackupPlace place = places.open(given(request.place()))) {
            return act.work().at(backups, place, given(request.name()));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Object export(BackupRequest request) throws IOException {
        try {
            backups.exportKeys(Path.of(request.file()));
            return new BackupAnswer.Written(request.file());
        } catch (IOException | BackupRefusedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static BackupRequest read(InputStream body) {
        return JsonMapper.shared().readValue(body, BackupRequest.class);
    }

    private BackupPlanAnswer plan(InputStream body) {
        BackupPlanRequest request = JsonMapper.shared().readValue(body, BackupPlanRequest.class);
        if (!request.rhythm().isEmpty()) {
            Retention retention = new Retention(request.last(), request.days(), request.weeks());
            Rhythm rhythm = Rhythm.valueOf(request.rhythm().toUpperCase(Locale.ROOT));
            desk.plan(Optional.empty(), new BackupPlan(rhythm, request.hour(), retention));
        }
        return BackupPlanAnswer.of(desk);
    }

    private BackupPlanAnswer place(InputStream body) throws IOException {
        BackupPlaceRequest request = JsonMapper.shared().readValue(body, BackupPlaceRequest.class);
        PlaceChoice choice =
                new PlaceChoice(
                        PlaceChoice.Kind.valueOf(request.kind().toUpperCase(Locale.ROOT)),
                        request.address(),
                        request.user(),
                        request.detail());
        try {
            desk.place(Optional.empty(), choice, request.secret());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return BackupPlanAnswer.of(desk);
    }
}

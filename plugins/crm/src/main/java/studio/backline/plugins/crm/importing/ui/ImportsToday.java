package studio.backline.plugins.crm.importing.ui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.text.Texts;
import studio.backline.plugins.crm.CrmPermissions;
import studio.backline.plugins.crm.importing.ImportService;
import studio.backline.plugins.crm.importing.ImportStatus;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.StartOfDay;

/** The imports that are under way, or wait for somebody to go on with them. */
final class ImportsToday implements StartOfDay {

    private static final int LOOKED_AT = 20;
    private static final int SHOWN = 3;

    private final Texts texts;
    private final ImportService imports;
    private final Permissions permissions;

    ImportsToday(Texts texts, ImportService imports, Permissions permissions) {
        this.texts = texts;
        this.imports = imports;
        this.permissions = permissions;
    }

    @Override
    public List<DayLine> lines() {
        if (!permissions.has(CrmPermissions.IMPORT)) {
            return List.of();
        }
        return imports.latest(LOOKED_AT).stream()
                .map(this::line)
                .flatMap(Optional::stream)
                .limit(SHOWN)
                .toList();
    }

    private Optional<DayLine> line(ImportStatus status) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        return switch (status.state()) {
            case DRAFT, REHEARSED -> Optional.of(line(status, state, "crm.today.import.go-on"));
            case REHEARSING, RUNNING, UNDOING ->
                    Optional.of(line(status, state, "crm.today.import.look"));
            case DONE, STOPPED, FAILED, UNDONE -> Optional.empty();
        };
    }

    private DayLine line(ImportStatus status, String state, String act) {
        return new DayLine(
                texts.get("crm.today.import." + state, status.fileName()),
                List.of(
                        new DayLine.Step(
                                texts.get(act), ImportNavigation.of(status.kind(), status.id()))));
    }
}

package studio.backline.server.cli.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.backline.platform.encryption.RecoverySheet;
import studio.backline.server.cli.Console;

/** Asks for the recovery sheet, line by line: from the input, never from the command line. */
public final class SheetQuestion {

    private static final int LINES = 8;

    private SheetQuestion() {}

    /** What was typed, right or not. */
    public static RecoverySheet ask(Console console) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < LINES) {
            console.askAtTerminal("Line %d: ".formatted(lines.size() + 1));
            Optional<String> line = console.readLine();
            if (line.isEmpty()) {
                break;
            }
            if (!line.get().isBlank()) {
                lines.add(line.get());
            }
        }
        return new RecoverySheet(lines);
    }
}

package studio.backline.testkit.house;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One rule of the house.
 *
 * @param law the rule as a sentence; its name
 * @param because why, and what to do instead
 * @param check finds every breach in a module
 */
public record Rule(String law, String because, Function<InspectedModule, List<Violation>> check) {

    /**
     * Checks a module and reports all breaches at once.
     *
     * @throws AssertionError when there are breaches that no exemption covers, or exemptions from
     *     this rule that cover nothing
     */
    public void verify(InspectedModule module, List<Exemption> exemptions) {
        List<Violation> found = check.apply(module);
        List<Exemption> mine = exemptions.stream().filter(e -> e.law().equals(law)).toList();
        List<String> report = new ArrayList<>();
        for (Violation violation : found) {
            if (mine.stream().noneMatch(e -> e.covers(violation))) {
                report.add(violation.toString());
            }
        }
        for (Exemption exemption : mine) {
            if (found.stream().noneMatch(exemption::covers)) {
                report.add(
                        exemption.where() + ": exempted, but keeps the rule. Drop the exemption.");
            }
        }
        if (!report.isEmpty()) {
            throw new AssertionError(
                    report.stream()
                            .sorted()
                            .collect(
                                    Collectors.joining(
                                            "\n- ",
                                            "%s. %d times broken in %s:\n- "
                                                    .formatted(law, report.size(), module.name()),
                                            "\nWhy and what instead: " + because)));
        }
    }
}

package studio.backline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.backline.testkit.house.Exemption;
import studio.backline.testkit.house.InspectedModule;
import studio.backline.testkit.house.Law;
import studio.backline.testkit.house.Rule;

/**
 * The house rules, to inherit: each module, and each plugin, has one {@code class HouseRulesTest
 * extends HouseRules}. It reads the module whose tests run, all its classes, sources and resources,
 * and reports all breaches of a rule at once, with the reason and the remedy.
 */
public abstract class HouseRules {

    /** For subclasses. */
    protected HouseRules() {}

    /** The places that may break a rule, each with its reason; none unless overridden. */
    protected List<Exemption> exemptions() {
        return List.of();
    }

    /** What is looked at: the module whose tests run, unless overridden. */
    protected InspectedModule module() {
        return InspectedModule.ofWorkingFolder();
    }

    @TestFactory
    Stream<DynamicTest> theModuleKeepsTheHouseRules() {
        InspectedModule module = module();
        return Law.rules().stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.law(), () -> rule.verify(module, exemptions())));
    }

    @Test
    void eachExemptionNamesARule() {
        assertThat(Law.rules().stream().map(Rule::law))
                .as("rules by name")
                .containsAll(exemptions().stream().map(Exemption::law).toList());
    }
}

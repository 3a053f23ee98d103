package studio.backline.platform.health.people;

import java.util.ArrayList;
import java.util.List;
import studio.backline.platform.health.Examination;
import studio.backline.platform.health.Finding;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.FactorDuty;

/**
 * Have those who must a second factor, and whom would another name of the house cost theirs?
 *
 * @param reached whether people come from elsewhere
 */
record FactorExamination(FactorDuty duty, SecondFactors factors, boolean reached)
        implements Examination {

    @Override
    public List<Finding> examine() {
        FactorDuty.Figures figures = duty.figures();
        List<Finding> found = new ArrayList<>();
        if (figures.lacking() == 0) {
            found.add(Finding.good("second-factor.good", figures.bound()));
        } else if (reached) {
            found.add(Finding.bad("second-factor.lacking", figures.lacking(), figures.bound()));
        } else {
            found.add(Finding.hint("second-factor.local", figures.lacking(), figures.bound()));
        }
        String name = factors.passkeys().domain().orElse("");
        if (figures.lost() > 0) {
            found.add(Finding.bad("second-factor.lost", figures.lost(), name));
        }
        if (figures.byName() > 0) {
            found.add(Finding.hint("second-factor.bound", figures.byName(), name));
        }
        return found;
    }
}

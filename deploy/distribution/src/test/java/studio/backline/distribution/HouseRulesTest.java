package studio.backline.distribution;

import studio.backline.testkit.HouseRules;

class HouseRulesTest extends HouseRules {}

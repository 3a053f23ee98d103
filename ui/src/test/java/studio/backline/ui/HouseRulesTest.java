package studio.backline.ui;

import studio.backline.testkit.HouseRules;

class HouseRulesTest extends HouseRules {}

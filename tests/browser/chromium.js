// Starts Chromium. CRUDDUR_TEST_CHROMIUM is the browser, and CRUDDUR_TEST_NODE the directory with playwright-core and axe-core:
// tests/servers installs them.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const modules = process.env.CRUDDUR_TEST_NODE;
const { chromium } = require(path.join(modules, 'playwright-core'));

// Chromium refuses its sandbox to root, as whom containers run.
exports.launch = () => chromium.launch({ executablePath: process.env.CRUDDUR_TEST_CHROMIUM, chromiumSandbox: process.getuid() !== 0 });

/** Returns the script of axe-core. */
exports.axe = () => fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');

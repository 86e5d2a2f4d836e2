// What was begun is remembered in this browser for a day, so that a reload, or another page, loses nothing of it.
(function () {
  "use strict";
  var KEY = "making";
  var DAY_MS = 24 * 3600 * 1000;
  var making = ((window.sijill = window.sijill || {}).making = window.sijill.making || {});

  function entries() {
    try {
      return JSON.parse(window.localStorage.getItem(KEY)) || [];
    } catch (_error) {
      return [];
    }
  }

  function keep(list) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(list));
    } catch (_error) {
      // a browser that keeps nothing: the tray lasts as long as the page
    }
  }

  function change(token, given) {
    keep(
      entries().map(function (entry) {
        return entry.token === token ? Object.assign(entry, given) : entry;
      })
    );
  }

  function remember(entry) {
    var others = entries().filter(function (each) {
      return each.token !== entry.token && Date.now() - each.at < DAY_MS;
    });
    keep(others.concat(Object.assign({ at: Date.now() }, entry)));
  }

  function forget(token) {
    keep(
      entries().filter(function (entry) {
        return entry.token !== token;
      })
    );
    making.draw(); // the tray, in making_tray.js
  }

  making.entries = entries;
  making.change = change;
  making.remember = remember;
  making.forget = forget;
})();

// On a phone the filters are behind a button.
(function () {
  "use strict";
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});

  scripts.toggleFilters = function (clicks) {
    var open = String(Boolean(clicks) && clicks % 2 === 1);
    return [open, open];
  };
})();

complete --keep-order --exclusive --command cruddur --arguments "(CRUDDUR_COMPLETE=fish cruddur -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
